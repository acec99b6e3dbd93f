import { beforeAll, describe, expect, test } from 'vitest'
import { mall } from '../support/mall.ts'
import { Phone } from './phone.ts'

describe('an employee with the mini-program', () => {
  let phone: Phone
  beforeAll(() => {
    phone = new Phone(mall().clientDir)
  })

  test('is led to the sign-in page', async () => {
    await phone.until('the sign-in page', () => phone.path === 'app/sign-in/sign-in')
    await phone.read('员工登录')
  })

  test('reads a sentence when the password is wrong', async () => {
    await phone.type('t-company', 'xinghe')
    await phone.type('t-employee', 'E1001')
    await phone.type('t-password', 'not-the-password')
    await phone.tap('t-submit')
    await phone.read(/不正确|有误|不对/)
    expect(phone.path).toBe('app/sign-in/sign-in')
  })
})
