import { t } from './address-words'

export interface AddressDraft {
  recipient: string
  phone: string
  province: string
  city: string
  district: string
  street: string
  is_default: boolean
}

export type AddressField = Exclude<keyof AddressDraft, 'is_default'>
export type AddressFaults = Partial<Record<AddressField, string>>

const fields: AddressField[] = ['recipient', 'phone', 'province', 'city', 'district', 'street']
const longest: Record<AddressField, number> = {
  recipient: 50,
  phone: 20,
  province: 50,
  city: 50,
  district: 50,
  street: 200,
}
// As `private.read_address` has it: a Chinese mobile number, or any other number that is not a mistyped mobile one.
const PHONE = /^(1[3-9]\d{9}|(?!1\d{10}$)\+?\d{5,19})$/

/** What is wrong with a draft, a sentence per field; empty when it may be saved. */
export function checkAddress(draft: AddressDraft): AddressFaults {
  const faults: AddressFaults = {}
  for (const field of fields) {
    const fault = faultOf(field, draft[field].trim())
    if (fault) faults[field] = fault
  }
  return faults
}

/** The field that the server named in `invalid_request`, with a sentence of ours. */
export function faultFromServer(details: Readonly<Record<string, unknown>>): AddressFaults {
  const field = fields.find((known) => known === details.field)
  return field ? { [field]: t('check.server') } : {}
}

/** A phone number as it is sent: without the spaces and dashes people type. */
export function plainPhone(typed: string): string {
  return typed.replace(/[\s()-]/g, '')
}

function faultOf(field: AddressField, value: string): string {
  if (value === '') return t(`check.${field}.empty`)
  if (field === 'phone') return PHONE.test(plainPhone(value)) ? '' : t('check.phone.wrong')
  if (field === 'street' && value.length < 2) return t('check.street.short')
  if (value.length <= longest[field]) return ''
  return field === 'recipient' ? t('check.recipient.long') : t('check.long')
}
