// What single rooms add; each looks for its own element and does nothing without it.
export function rooms(): void {
}
