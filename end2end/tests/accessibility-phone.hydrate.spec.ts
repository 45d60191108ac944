// Without JavaScript a phone shows the same elements: once is enough.
import { lookAt } from "./look";
import { pages } from "./pages";

// Nobody carries a wall in a pocket: its pages have tests of their own sizes.
lookAt(
  pages.filter(({ as }) => as !== "display"),
  390,
);
