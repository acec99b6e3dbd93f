import { describe, expect, it } from 'vitest'
import { passwordProblem } from '../../../app/sign-in/password-rule'

describe('a new password', () => {
  it('says how many characters are missing', () => {
    expect(passwordProblem('1234567', 'E1001')).toBe('密码还差 3 个字符。')
  })

  it('must not be the employee number, in any case of letters', () => {
    expect(passwordProblem('employee-1001', ' EMPLOYEE-1001 ')).toBe('密码不能与工号相同。')
  })

  it('counts what people see as one character as one', () => {
    expect(passwordProblem('🎁🎁🎁🎁🎁', 'E1001')).toBeDefined()
    expect(passwordProblem('一二三四五六七八九十', 'E1001')).toBeUndefined()
  })
})
