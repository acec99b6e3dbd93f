export type AmountFault = 'amount-missing' | 'amount-not-whole' | 'amount-too-large'

/** The most that one person may get in one line: beyond it, a slip is likelier than a wish, and numbers lose their last digit. */
export const LARGEST_AMOUNT = 999_999_999

/**
 * Reads points as people and spreadsheets write them: `1200`, `1,200`, `1 200`, `１２００`, `1200.00`.
 * Anything that isn't a whole number above zero is a fault, never a guess.
 */
export function readAmount(text: string, largest = LARGEST_AMOUNT): number | AmountFault {
  const plain = toHalfWidth(text).replace(/\s/g, '')
  if (plain === '') return 'amount-missing'
  if (!/^(\d+|\d{1,3}(,\d{3})+)(\.0+)?$/.test(plain)) return 'amount-not-whole'
  const amount = Number(plain.replace(/,/g, ''))
  if (amount === 0) return 'amount-not-whole'
  return amount > largest ? 'amount-too-large' : amount
}

/** Full-width letters, digits and signs, as Chinese input methods type them, in their usual width. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}
