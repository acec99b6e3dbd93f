/** The whole number nearest to what was wanted within the bounds, and the bound that stopped it. Unreadable input counts as the minimum. */
export function clampToWhole(
  wanted: unknown,
  bounds: { min: number; max: number },
): { value: number; reached: 'min' | 'max' | null } {
  const number = typeof wanted === 'string' && wanted.trim() === '' ? Number.NaN : Math.floor(Number(wanted))
  // A shelf that holds less than the minimum still shows the minimum: the order's own check then says what is left.
  const max = Math.max(bounds.min, Math.floor(bounds.max))
  if (!Number.isFinite(number) || number < bounds.min) return { value: bounds.min, reached: 'min' }
  if (number > max) return { value: max, reached: 'max' }
  return { value: number, reached: null }
}
