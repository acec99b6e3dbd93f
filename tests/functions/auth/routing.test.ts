import { describe, expect, it, vi } from 'vitest'
import { handle } from '../../../supabase/functions/auth/router.ts'
import { sourceAddress } from '../../../supabase/functions/auth/source-address.ts'
import { FakeBackend, post } from './fake-backend.ts'

const card = { card_no: '1085321076543213', pin: '7K3M9P0V' }

async function refusal(request: Request, backend = new FakeBackend()) {
  const response = await handle(request, backend)
  const body = (await response.json()) as { code: string; details: unknown }
  return { status: response.status, code: body.code, details: body.details }
}

describe('the function auth', () => {
  it('answers a browser’s preflight', async () => {
    const response = await handle(
      new Request('http://functions.test/auth/card', { method: 'OPTIONS' }),
      new FakeBackend(),
    )
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(response.headers.get('access-control-allow-headers')).toContain('content-type')
  })

  it('knows its routes only, under both paths', async () => {
    expect(await refusal(post('/nowhere', card))).toMatchObject({ status: 404, code: 'route_not_found' })
    expect(await refusal(post('/toString', card))).toMatchObject({ status: 404 })
    expect(await refusal(post('', card))).toMatchObject({ status: 404 })
    expect(
      await refusal(new Request('http://functions.test/functions/v1/auth/card', post('/card', card))),
    ).toMatchObject({
      code: 'card_credentials_invalid',
    })
  })

  it('takes POST only', async () => {
    expect(await refusal(new Request('http://functions.test/auth/card'))).toMatchObject({
      status: 405,
      code: 'method_not_allowed',
    })
  })

  it('refuses a body that is not JSON by its header', async () => {
    expect(await refusal(post('/card', card, { 'content-type': 'text/plain' }))).toMatchObject({
      status: 415,
      code: 'unsupported_media_type',
    })
  })

  it('refuses a large body before reading all of it', async () => {
    expect(await refusal(post('/card', { ...card, pin: 'x'.repeat(1_000_000) }))).toMatchObject({
      status: 413,
      code: 'payload_too_large',
    })
  })

  it.each([
    ['malformed JSON', '{"card_no":', null],
    ['an empty body', '', null],
    ['a list', [], null],
    ['a missing field', { card_no: card.card_no }, 'pin'],
    ['a number instead of text', { ...card, card_no: 1085321076543213 }, 'card_no'],
    ['an unknown field', { ...card, tenant: 'xinghe' }, null],
    ['endless text', { ...card, pin: '0'.repeat(65) }, 'pin'],
  ])('refuses %s, naming the field and nothing of its value', async (_, body, field) => {
    const { status, code, details } = await refusal(post('/card', body))
    expect({ status, code }).toEqual({ status: 400, code: 'invalid_request' })
    expect(details).toMatchObject({ field })
    expect(JSON.stringify(details)).not.toContain('1085321076543213')
  })

  it('tells a failure from a refusal and logs no secret', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const backend = new FakeBackend()
    backend.failNext = 'authenticateCard'
    expect(await refusal(post('/card', card), backend)).toMatchObject({ status: 500, code: 'unexpected' })
    const logged = log.mock.calls.flat().join(' ')
    expect(logged).toContain('authenticateCard failed')
    expect(logged).not.toContain(card.pin)
    expect(logged).not.toContain(card.card_no)
    log.mockRestore()
  })
})

describe('the source of a request', () => {
  const from = (forwarded: string | null) =>
    new Request('http://functions.test/', forwarded === null ? {} : { headers: { 'x-forwarded-for': forwarded } })

  it('is the hop our own gateway saw, not what the caller claims', () => {
    expect(sourceAddress(from('1.1.1.1, 203.0.113.7'))).toBe('203.0.113.7')
    expect(sourceAddress(from('1.1.1.1, 203.0.113.7, 10.0.0.1'), 2)).toBe('203.0.113.7')
  })

  it('is one and the same for IPv4 inside IPv6', () => {
    expect(sourceAddress(from('::ffff:203.0.113.7'))).toBe('203.0.113.7')
  })

  it('is “unknown” without a trusted hop', () => {
    expect(sourceAddress(from(null))).toBe('unknown')
    expect(sourceAddress(from('203.0.113.7'), 2)).toBe('unknown')
  })
})
