// The room Document: words selected in the text become the anchor of a claim that the reader missed, and fields are
// edited without the mouse.
function characters(text: string): number {
  return [...text].length;
}

// The place of a point of the page in the document's text, in characters as the ledger counts them.
function place(node: Node, offset: number, atEnd: boolean): number | undefined {
  const element = node instanceof Element ? node : node.parentElement;
  const run = element?.closest<HTMLElement>("[data-at]");
  if (!run) {
    const near = node instanceof Element ? node.childNodes[atEnd ? offset - 1 : offset] : null;
    const inside = near instanceof HTMLElement ? near : undefined;
    if (!inside?.dataset.at) return undefined;
    return Number(inside.dataset.at) + (atEnd ? Number(inside.dataset.length ?? characters(inside.textContent ?? "")) : 0);
  }
  const at = Number(run.dataset.at);
  const hidden = run.dataset.length;
  if (hidden !== undefined) return at + (atEnd && offset > 0 ? Number(hidden) : 0);
  if (node instanceof Element) return at + (offset > 0 ? characters(run.textContent ?? "") : 0);
  return at + characters((node.textContent ?? "").slice(0, offset));
}

function take(form: HTMLFormElement, text: HTMLElement): boolean {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return false;
  const range = selection.getRangeAt(0);
  if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return false;
  const start = place(range.startContainer, range.startOffset, false);
  const end = place(range.endContainer, range.endOffset, true);
  if (start === undefined || end === undefined || end <= start) return false;
  (form.elements.namedItem("start") as HTMLInputElement).value = String(start);
  (form.elements.namedItem("end") as HTMLInputElement).value = String(end);
  (form.elements.namedItem("quote") as HTMLTextAreaElement).value = selection.toString();
  return true;
}

export function documents(): void {
  const text = document.querySelector<HTMLElement>("#text");
  const missed = document.querySelector<HTMLDetailsElement>("#missed");
  const form = missed?.querySelector<HTMLFormElement>("form");
  document.querySelectorAll<HTMLElement>("[data-focus]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => document.querySelector<HTMLElement>(button.dataset.focus ?? "")?.focus());
  });
  if (!text || !missed || !form) return;
  // Typing other words takes back what was selected.
  form.querySelector("#quote")?.addEventListener("input", () => {
    (form.elements.namedItem("start") as HTMLInputElement).value = "";
    (form.elements.namedItem("end") as HTMLInputElement).value = "";
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "n" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof HTMLElement && event.target.closest("input, textarea, select, dialog[open]")) return;
    take(form, text);
    missed.open = true;
    form.querySelector<HTMLElement>((form.elements.namedItem("start") as HTMLInputElement).value ? "#n-harm" : "#quote")?.focus();
    event.preventDefault();
  });
  text.addEventListener("mouseup", () => { if (missed.open) take(form, text); });
  missed.addEventListener("toggle", () => { if (missed.open) take(form, text); });
}
