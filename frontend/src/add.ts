// The room Add: files and folders that are dropped are sent as if they had been chosen, with their paths.
type Dropped = { file: File; path: string };

async function walk(entry: FileSystemEntry, found: Dropped[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((done, fail) => (entry as FileSystemFileEntry).file(done, fail));
    found.push({ file, path: entry.fullPath.replace(/^\//, "") });
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail));
    if (!some.length) return;
    for (const one of some) await walk(one, found);
  }
}

export function adding(): void {
  const form = document.querySelector<HTMLFormElement>("#adding");
  const box = document.querySelector<HTMLElement>("#drop");
  const told = document.querySelector<HTMLElement>("#dropped");
  const sending = document.querySelector<HTMLElement>("#sending");
  if (!form || !box || !told || !sending) return;
  const dropped: Dropped[] = [];
  box.addEventListener("dragover", (event) => { event.preventDefault(); box.classList.add("over"); });
  box.addEventListener("dragleave", () => box.classList.remove("over"));
  box.addEventListener("drop", async (event) => {
    event.preventDefault();
    box.classList.remove("over");
    const entries = [...(event.dataTransfer?.items ?? [])].map((one) => one.webkitGetAsEntry()).filter((one) => one !== null);
    for (const entry of entries) await walk(entry, dropped);
    told.hidden = false;
    told.textContent = `${dropped.length} ${dropped.length === 1 ? "file" : "files"} dropped: ${dropped.slice(0, 5).map((one) => one.path).join(", ")}${dropped.length > 5 ? " …" : ""}`;
  });
  form.addEventListener("formdata", (event) => {
    for (const one of dropped) event.formData.append("files", one.file, one.path);
  });
  form.addEventListener("submit", async (event) => {
    sending.textContent = "Being sent; please leave this page open until it says that it is safe.";
    if (!dropped.length) return;
    // A form cannot send what was dropped into it by itself; what comes back is the next page.
    event.preventDefault();
    const answer = await fetch(form.action, { method: "POST", body: new FormData(form) });
    if (answer.ok) location.assign("/add");
    else sending.textContent = "Nothing was added. Look at what is filled in, or at the terminal.";
  });
}

// A button that copies the text of another element.
export function copying(): void {
  document.querySelectorAll<HTMLButtonElement>("[data-copies]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(document.querySelector(button.dataset.copies ?? "")?.textContent ?? "");
      const said = button.parentElement?.querySelector("[role=status]");
      if (said) said.textContent = "Copied.";
    });
  });
}
