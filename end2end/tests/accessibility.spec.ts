import { lookAtEveryPage } from "./look";

lookAtEveryPage(1440);
