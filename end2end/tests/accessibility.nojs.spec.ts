// What islands leave to be read where no script runs; other pages are the same without one.
import { lookAt } from "./look";
import { pagesWithIslands } from "./pages";

lookAt(pagesWithIslands, 1440);
