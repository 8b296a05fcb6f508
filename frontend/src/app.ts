// What every page of the workbench can do beyond links and forms. No page needs it to be read or to be sent.
import htmx from "htmx.org";
import { keyboard } from "./keyboard";
import { paper } from "./paper";
import { rooms } from "./rooms";

declare global {
  interface Window { htmx: typeof htmx }
}
window.htmx = htmx;
paper();
keyboard();
rooms();
