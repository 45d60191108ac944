// Without JavaScript a phone shows the same elements: once is enough.
import { lookAt } from "./look";
import { pages } from "./pages";

lookAt(pages, 390);
