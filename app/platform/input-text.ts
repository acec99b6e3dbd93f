/** The text in a field after an `input`, `blur` or `confirm` event, which uni-app carries in `detail` on every platform. */
export function inputText(event: Event): string {
  return (event as unknown as { detail: { value: string } }).detail.value
}
