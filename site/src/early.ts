/** Does what the reader touched before this script was here. The page's head noted it (theme/partials/early.html). */
export function catchUp(): void {
  for (const touched of document.querySelectorAll<HTMLElement>("[data-early]")) {
    delete touched.dataset.early;
    if (touched.matches("[data-action]")) touched.click();
    else touched.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
