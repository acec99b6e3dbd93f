/**
 * Card numbers (16 digits, the last one a Damm check digit) and PINs (8 characters of Crockford's base 32), as people
 * type them and as the database keeps them. Used by the client before anything is sent, and by the edge function.
 */
export const CARD_NUMBER_LENGTH = 16
export const PIN_LENGTH = 8

/** Crockford's base 32: no I, L, O (look like 1, 1, 0) and no U. 8 of them make 40 bits. */
export const PIN_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** The quasigroup of order 10 from H. Michael Damm's dissertation (2004): finds every single error and swap of neighbours. */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
] as const

const DIGIT_LOOK_ALIKES: Record<string, string> = {
  O: '0',
  Q: '0',
  D: '0',
  I: '1',
  L: '1',
  '|': '1',
  Z: '2',
  S: '5',
  B: '8',
}
const PIN_LOOK_ALIKES: Record<string, string> = { O: '0', I: '1', L: '1', '|': '1', U: 'V' }

/** The Damm digit that belongs behind a row of digits; for a row that ends in its own check digit it is '0'. */
export function dammDigit(digits: string): string {
  let interim = '0'
  for (const digit of digits) interim = DAMM[Number(interim)]?.[Number(digit)] ?? '0'
  return interim
}

/**
 * A card number as typed or scanned (spaces, hyphens, full-width digits, look-alike letters) as the digits meant, or null
 * when it cannot be one: wrong length, other characters, or a check digit that does not fit.
 */
export function parseCardNumber(typed: string): string | null {
  const digits = withoutSeparators(typed).replace(/[A-Z|]/g, (letter) => DIGIT_LOOK_ALIKES[letter] ?? letter)
  if (!/^[0-9]{16}$/.test(digits)) return null
  return dammDigit(digits) === '0' ? digits : null
}

/** A PIN as typed, in the form the database compares, or null when it cannot be one. */
export function parsePin(typed: string): string | null {
  const pin = withoutSeparators(typed).replace(/[OILU|]/g, (letter) => PIN_LOOK_ALIKES[letter] ?? letter)
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(pin) ? pin : null
}

/** Groups of four, as printed on the card: for input fields while typing and for display. */
export function groupInFours(text: string): string {
  return withoutSeparators(text).replace(/(.{4})(?=.)/g, '$1 ')
}

/** A card number of which only the last four digits are shown. */
export function maskCardNumber(digits: string): string {
  return `•••• •••• •••• ${digits.slice(-4)}`
}

/** Compatibility normalisation turns full-width characters into ASCII; then everything that only separates goes. */
function withoutSeparators(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}\p{Cf}._·•/]/gu, '')
    .toUpperCase()
}
