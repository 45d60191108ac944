// Without JavaScript a phone shows the same elements: once is enough.
import { lookAtEveryPage } from "./look";

lookAtEveryPage(390);
