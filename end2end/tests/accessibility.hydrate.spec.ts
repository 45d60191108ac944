import { lookAt } from "./look";
import { pages } from "./pages";

lookAt(pages, 1440);
