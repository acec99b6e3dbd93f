import { describe, expect, it } from 'vitest'
import { AppError } from '../../../app/core/api/app-error'
import { toAppError } from '../../../app/core/api/to-app-error'

describe('a failure becomes an AppError', () => {
  it.each([
    ['a browser without a network', { name: 'TypeError', message: 'Failed to fetch' }, 0, 'offline'],
    ['PostgREST repeating it', { message: 'TypeError: Failed to fetch', code: '' }, 0, 'offline'],
    ['WeChat without a network', { name: 'TypeError', message: 'request:fail errcode:-106' }, 0, 'offline'],
    ['a request that took too long', { message: 'TimeoutError: The request took too long', code: '' }, 0, 'timeout'],
    ['a gateway that cannot reach the database', { message: 'Bad gateway' }, 502, 'offline'],
    ['a refused password', { code: 'invalid_credentials', status: 400 }, 400, 'invalid_credentials'],
    ['an expired token', { code: 'PGRST303', message: 'JWT expired' }, 401, 'session_expired'],
    [
      'a right that nobody has without a session',
      { code: '42501', message: 'permission denied' },
      401,
      'not_signed_in',
    ],
    ['a missing right', { code: '42501', message: 'permission denied' }, 403, 'not_permitted'],
    ['a malformed id', { code: '22P02', message: 'invalid input syntax' }, 400, 'invalid_request'],
    ['text that holds NUL', { code: '22P05', message: 'unsupported Unicode escape sequence' }, 400, 'invalid_request'],
    ['malformed JSON', { code: 'PGRST102', message: 'Empty or invalid json' }, 400, 'invalid_request'],
    ['one of our own codes', { code: 'out_of_stock' }, 409, 'out_of_stock'],
    ['a code nobody knows', { code: 'XX000' }, 500, 'unexpected'],
    ['nothing at all', undefined, 0, 'unexpected'],
  ])('from %s', (_what, failure, status, code) => {
    expect(toAppError(failure, status)).toMatchObject({ name: 'AppError', code, status })
  })

  it('with the details that PostgREST sends as text', () => {
    const error = toAppError({ code: 'insufficient_points', details: '{"needed": 5, "available": 3}' }, 402)
    expect(error.details).toEqual({ needed: 5, available: 3 })
  })

  it('with no details when they cannot be read', () => {
    expect(toAppError({ code: 'out_of_stock', details: '{broken' }, 409).details).toEqual({})
  })

  it('once: an AppError stays as it is', () => {
    const error = new AppError('out_of_stock', 409)
    expect(toAppError(error)).toBe(error)
  })
})
