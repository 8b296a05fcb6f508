// What single rooms add; each looks for its own element and does nothing without it.
import { documents } from "./document";

export function rooms(): void {
  documents();
}
