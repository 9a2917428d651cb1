// What the portal's page does beside the panel: the line to copy, and the way back in when the
// session has ended meanwhile; and the worker that delivers withdrawals when no page is open. Without
// this the page lacks three conveniences and nothing else.

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

// A worker's address is script to a page with Trusted Types: this policy lets that one through.
interface WorkerPolicy {
  createScriptURL(address: string): string;
}
interface PolicyFactory {
  createPolicy(name: string, rules: WorkerPolicy): WorkerPolicy;
}

async function registerWorker(): Promise<void> {
  const worker = new URL('./samtycke-sync.js', import.meta.url).href;
  const rules: WorkerPolicy = {
    createScriptURL: () => worker,
  };
  const factory = (window as Window & {trustedTypes?: PolicyFactory}).trustedTypes;
  const policy = factory?.createPolicy('samtycke-worker', rules) ?? rules;
  await navigator.serviceWorker?.register(policy.createScriptURL(worker));
}

// Without it the next visit delivers.
void registerWorker().catch(() => undefined);
