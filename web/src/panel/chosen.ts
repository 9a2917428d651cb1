// Which of several relations was chosen lives as long as the tab, so that a reload asks nothing twice.

const chosenKey = 'samtycke-subject';

export function remembered(): string | undefined {
  try {
    return sessionStorage.getItem(chosenKey) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(subject: string): void {
  try {
    sessionStorage.setItem(chosenKey, subject);
  } catch {
    // A browser that keeps nothing asks again after a reload.
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(chosenKey);
  } catch {
    // What was never kept need not go.
  }
}
