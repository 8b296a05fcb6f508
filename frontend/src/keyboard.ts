// Keys: `?` for the sheet, `g` and a letter for a room, and any element's own `data-key`.
// None works while something is being typed, nor with Ctrl, Alt or Meta.
export function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function sheet(): HTMLDialogElement | null {
  return document.querySelector<HTMLDialogElement>("#keys");
}

function press(element: HTMLElement): void {
  if (element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement) {
    element.focus();
  } else {
    element.click();
  }
}

// Where several elements have one key, the first that can be seen is meant.
function find(selector: string): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.getClientRects().length > 0);
}

export function keyboard(): void {
  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape" && typing(event.target)) { (event.target as HTMLElement).blur(); return; }
    if (typing(event.target) || sheet()?.open) return;
    if (event.key === "?") { sheet()?.showModal(); event.preventDefault(); return; }
    if (event.key === "g" && !event.repeat) { going = Date.now(); return; }
    const prefix = Date.now() - going < 1500 ? "g " : "";
    going = 0;
    const found = find(`[data-key="${CSS.escape(prefix + event.key)}"]`);
    if (found) { event.preventDefault(); press(found); }
  });
  document.querySelectorAll<HTMLElement>("[data-opens]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => document.querySelector<HTMLDialogElement>(button.dataset.opens ?? "")?.showModal());
  });
}
