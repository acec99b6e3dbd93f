/** Whether a field of an entry is blank; without a field, whether any is. */
export function missingIn<Entry extends Record<string, string>>(entry: Entry, field?: keyof Entry): boolean {
  return field === undefined ? Object.values(entry).some(isBlank) : isBlank(entry[field] ?? '')
}

const isBlank = (text: string) => text.trim() === ''
