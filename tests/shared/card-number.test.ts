import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dammDigit,
  groupInFours,
  maskCardNumber,
  parseCardNumber,
  parsePin,
  PIN_ALPHABET,
} from '../../shared/card-number.ts'

const fifteenDigits = fc.stringMatching(/^[1-9][0-9]{14}$/)
const number = fifteenDigits.map((digits) => digits + dammDigit(digits))

describe('the check digit of a card number', () => {
  it('is the one of the published example', () => {
    expect(dammDigit('572')).toBe('4')
    expect(dammDigit('5724')).toBe('0')
  })

  it('finds every wrong digit', () => {
    fc.assert(
      fc.property(number, fc.nat(15), fc.integer({ min: 1, max: 9 }), (digits, place, shift) => {
        const wrong = String((Number(digits[place]) + shift) % 10)
        expect(parseCardNumber(digits.slice(0, place) + wrong + digits.slice(place + 1))).toBeNull()
      }),
    )
  })

  it('finds every swap of two neighbours', () => {
    fc.assert(
      fc.property(number, fc.nat(14), (digits, place) => {
        const [left = '', right = ''] = [digits[place], digits[place + 1]]
        fc.pre(left !== right)
        expect(parseCardNumber(digits.slice(0, place) + right + left + digits.slice(place + 2))).toBeNull()
      }),
    )
  })
})

describe('a card number as people type it', () => {
  const digits = `108532107654321${dammDigit('108532107654321')}`

  it.each([
    ['grouped by spaces', groupInFours(digits)],
    ['grouped by hyphens', groupInFours(digits).replaceAll(' ', '-')],
    ['grouped by dashes of other lengths', groupInFours(digits).replaceAll(' ', '–')],
    ['in full-width digits', [...digits].map((digit) => String.fromCodePoint(0xff10 + Number(digit))).join('')],
    ['with ideographic spaces', groupInFours(digits).replaceAll(' ', '\u3000')],
    ['with invisible characters from a copy', `\u200b${digits}\ufeff`],
    [
      'with letters for the digits they look like',
      digits.replaceAll('0', 'O').replaceAll('1', 'l').replaceAll('8', 'B'),
    ],
  ])('is understood %s', (_, typed) => {
    expect(parseCardNumber(typed)).toBe(digits)
  })

  it.each([
    ['empty', ''],
    ['too short', digits.slice(1)],
    ['too long', `${digits}0`],
    ['of other letters', `X${digits.slice(1)}`],
    ['of digits of another script', '١'.repeat(16)],
  ])('is refused when it is %s', (_, typed) => {
    expect(parseCardNumber(typed)).toBeNull()
  })
})

describe('a PIN as people type it', () => {
  it('is understood in small letters, grouped, full-width and with look-alikes', () => {
    expect(parsePin('7k3m 9p0v')).toBe('7K3M9P0V')
    expect(parsePin('7K3M-9POU')).toBe('7K3M9P0V')
    expect(parsePin('７Ｋ３Ｍ９Ｐ０Ｖ')).toBe('7K3M9P0V')
    expect(parsePin('il23 4567')).toBe('11234567')
  })

  it('is refused when it is too short, too long or holds something else', () => {
    for (const typed of ['', '7K3M9P0', '7K3M9P0VX', '7K3M9P0!', '月饼月饼月饼月饼']) expect(parsePin(typed)).toBeNull()
  })

  it('may hold every character of the alphabet, of which there are 32', () => {
    expect(new Set(PIN_ALPHABET).size).toBe(32)
    for (const letter of PIN_ALPHABET) expect(parsePin(letter.repeat(8))).toBe(letter.repeat(8))
  })
})

describe('a card number on the screen', () => {
  it('is grouped in fours while it is typed', () => {
    expect(groupInFours('12345')).toBe('1234 5')
    expect(groupInFours('1234')).toBe('1234')
    expect(groupInFours('1234 5678 ')).toBe('1234 5678')
  })

  it('shows its last four digits only', () => {
    expect(maskCardNumber('1234567890123456')).toBe('•••• •••• •••• 3456')
  })
})
