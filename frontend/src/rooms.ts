// What single rooms add; each looks for its own element and does nothing without it.
import { adding, copying } from "./add";
import { documents } from "./document";

export function rooms(): void {
  adding();
  copying();
  documents();
}
