import { describe, expect, it } from 'vitest'
import { checkAddress, faultFromServer, plainPhone, type AddressDraft } from '../../../app/account/address-check'

const good: AddressDraft = {
  recipient: '林晓雨',
  phone: '138 0000 0000',
  province: '上海市',
  city: '上海市',
  district: '浦东新区',
  street: '星河路 88 弄 6 号',
  is_default: false,
}
const faultsOf = (part: Partial<AddressDraft>) => Object.keys(checkAddress({ ...good, ...part }))

describe('an address', () => {
  it('that is complete has no faults', () => {
    expect(checkAddress(good)).toEqual({})
  })

  it.each(['recipient', 'phone', 'province', 'city', 'district', 'street'] as const)('needs its %s', (field) => {
    expect(faultsOf({ [field]: '  ' })).toEqual([field])
  })

  it.each(['13800000000', '+852 5123 4567', '021-6100 0000', '(0571) 8800000'])('takes the number %s', (phone) => {
    expect(faultsOf({ phone })).toEqual([])
  })

  it.each(['1380000000x', '12800000000', '138', 'call me'])('does not take %s for a number', (phone) => {
    expect(faultsOf({ phone })).toEqual(['phone'])
  })

  it('is sent with a number free of blanks and dashes', () => {
    expect(plainPhone('+86 138-0000 0000')).toBe('+8613800000000')
  })

  it.each([
    ['recipient', 51],
    ['city', 51],
    ['street', 201],
  ] as const)('has a %s that fits', (field, length) => {
    expect(faultsOf({ [field]: '字'.repeat(length) })).toEqual([field])
  })

  it('shows the server’s complaint at the field it names', () => {
    expect(Object.keys(faultFromServer({ field: 'phone', problem: 'not_a_phone_number' }))).toEqual(['phone'])
    expect(faultFromServer({ field: 'lines' })).toEqual({})
  })
})
