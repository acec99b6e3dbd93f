import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { handle } from '../../../supabase/functions/auth/router.ts'
import { FakeBackend, post } from './fake-backend.ts'

const number = '5724572457245724'
const cardId = randomUUID()

function backendWithCard(): FakeBackend {
  const backend = new FakeBackend()
  backend.cardOutcome = { outcome: 'signed_in', card_id: cardId, user_id: null }
  return backend
}

describe('POST /card', () => {
  it('opens a session of the account that it makes for the card', async () => {
    const backend = backendWithCard()
    const response = await handle(post('/card', { card_no: number, pin: '7K3M9P0V' }), backend)
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const account = backend.accounts.get(`card-${cardId}@cards.invalid`)
    expect(await response.json()).toEqual({
      session: { access_token: `token of ${account?.userId}`, refresh_token: 'refresh', expires_in: 3600 },
    })
    expect(backend.cards.get(cardId)).toBe(account?.userId)
    expect(account?.password.length).toBeGreaterThan(40)
  })

  it('uses the same account the next time', async () => {
    const backend = backendWithCard()
    await handle(post('/card', { card_no: number, pin: '7K3M9P0V' }), backend)
    backend.cardOutcome = { outcome: 'signed_in', card_id: cardId, user_id: backend.cards.get(cardId) ?? null }
    const again = await handle(post('/card', { card_no: number, pin: '7K3M9P0V' }), backend)
    expect(again.status).toBe(200)
    expect(backend.accounts.size).toBe(1)
  })

  it('finishes what an earlier call left half-way', async () => {
    const backend = backendWithCard()
    backend.failNext = 'linkCardUser'
    const silenced = console.error
    console.error = () => undefined
    expect((await handle(post('/card', { card_no: number, pin: '7K3M9P0V' }), backend)).status).toBe(500)
    console.error = silenced
    expect((await handle(post('/card', { card_no: number, pin: '7K3M9P0V' }), backend)).status).toBe(200)
    expect(backend.accounts.size).toBe(1)
  })

  it('gives five sign-ins at once a session each and makes one account', async () => {
    const backend = backendWithCard()
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => handle(post('/card', { card_no: number, pin: '7K3M9P0V' }), backend)),
    )
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
    expect(backend.accounts.size).toBe(1)
  })

  it('understands number and PIN the way people type them', async () => {
    const backend = backendWithCard()
    await handle(post('/card', { card_no: '5724 5724-5724 ５７２４', pin: ' 7k3m-9pou ' }), backend)
    expect(backend.attempts).toEqual([{ cardNo: number, pin: '7K3M9P0V', source: '203.0.113.7' }])
  })

  it('lets impossible numbers and PINs go the same way as possible ones', async () => {
    const backend = new FakeBackend()
    const bodies = []
    for (const card_no of [number, '5724572457245725', 'not a number']) {
      const response = await handle(post('/card', { card_no, pin: 'wrong' }), backend)
      expect(response.status).toBe(401)
      bodies.push(await response.text())
    }
    expect(new Set(bodies).size).toBe(1)
    expect(backend.attempts).toHaveLength(3)
  })

  it('says how long to wait when there were too many attempts', async () => {
    const backend = new FakeBackend()
    backend.cardOutcome = { outcome: 'too_many_attempts', retry_after: 42 }
    const response = await handle(post('/card', { card_no: number, pin: '7K3M9P0V' }), backend)
    expect(response.status).toBe(429)
    expect(response.headers.get('retry-after')).toBe('42')
    expect(await response.json()).toMatchObject({ code: 'too_many_attempts', details: { retry_after: 42 } })
  })

  it.each(['card_frozen', 'card_expired', 'card_not_active', 'card_void', 'tenant_suspended'] as const)(
    'hands on %s without making an account',
    async (outcome) => {
      const backend = new FakeBackend()
      backend.cardOutcome = { outcome }
      const response = await handle(post('/card', { card_no: number, pin: '7K3M9P0V' }), backend)
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({ code: outcome, details: null })
      expect(backend.accounts.size).toBe(0)
    },
  )
})
