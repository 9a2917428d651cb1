// Lists in an attribute: `analytics: counting; video: films adverts`.

export type Names = ReadonlyMap<string, readonly string[]>;

export function namesFrom(text: string | null): Names {
  const names = new Map<string, readonly string[]>();
  for (const line of (text ?? '').split(';')) {
    const [key = '', list = ''] = line.split(':', 2).map((part) => part.trim());
    const values = list.split(/[\s,]+/).filter((value) => value !== '');
    if (key !== '' && values.length > 0) names.set(key, values);
  }
  return names;
}
