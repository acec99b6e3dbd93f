const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Whether a text, such as a parameter of an address typed by hand, can be the key of anything at all. */
export function isUuid(text: string): boolean {
  return UUID.test(text)
}
