// What the portal's page does beside the panel: the line to copy, and the way back in when the
// session has ended meanwhile. Without this the page lacks two conveniences and nothing else.

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const line = document.getElementById(button.dataset['copy'] ?? '');
  const status = button.parentElement?.querySelector('[role=status]');
  if (!line || !status || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener('click', () => {
    void navigator.clipboard.writeText(line.textContent ?? '').then(() => {
      status.textContent = button.dataset['copied'] ?? '';
    });
  });
}

const signedOut = 401;

document.addEventListener('samtycke-error', (event) => {
  const notice = document.getElementById('signed-out');
  if (notice && (event as Event & {status?: number}).status === signedOut) notice.hidden = false;
});
