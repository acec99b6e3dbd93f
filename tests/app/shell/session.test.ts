import { beforeEach, describe, expect, it, vi } from 'vitest'
import { uniMock } from '../support/uni-runtime'

type Reply = { status: number; body: unknown } | Error

const segment = (part: object) => btoa(JSON.stringify(part)).replace(/=/g, '')
const TOKEN = `${segment({ alg: 'HS256' })}.${segment({ sub: 'u1', role: 'authenticated', exp: 4102444800 })}.c2ln`
const tokens = { access_token: TOKEN, refresh_token: 'r1', token_type: 'bearer', expires_in: 3600, user: { id: 'u1' } }

const asked: { url: string; body: Record<string, unknown> }[] = []
let replies: Record<string, Reply> = {}

vi.mock('../../../app/platform/transport', () => ({
  platformFetch: (url: string, init: { body?: string }) => {
    asked.push({ url, body: init.body ? (JSON.parse(init.body) as Record<string, unknown>) : {} })
    const reply = Object.entries(replies).find(([path]) => url.includes(path))?.[1]
    if (reply instanceof Error) return Promise.reject(reply)
    const headers = { 'content-type': 'application/json' }
    return Promise.resolve(new Response(JSON.stringify(reply?.body ?? {}), { status: reply?.status ?? 500, headers }))
  },
}))

/** A client as after a start: nothing remembered but what storage keeps. */
async function start() {
  vi.resetModules()
  // GoTrue's client warns of a second one of its kind, which a restart within one process always is.
  vi.spyOn(console, 'warn').mockReturnValue()
  const session = await import('../../../app/core/api/session')
  const { rpc } = await import('../../../app/core/api/call')
  await session.startSession()
  return { ...session, rpc }
}

beforeEach(() => {
  asked.length = 0
  replies = {
    '/auth/v1/token': { status: 200, body: tokens },
    '/auth/v1/user': { status: 200, body: { id: 'u1', aud: 'authenticated' } },
    '/functions/v1/auth/card': { status: 200, body: { session: tokens } },
    '/rest/v1/rpc/my_profile': { status: 200, body: { kind: 'member' } },
  }
})

describe('signing in as an employee', () => {
  it('builds the address from company code and number, in lower case', async () => {
    const { signInEmployee, sessionState } = await start()
    await signInEmployee(' XingHe ', 'E1001 ', 'secret')
    expect(asked[0]!.body).toMatchObject({ email: 'e1001@xinghe.members.invalid', password: 'secret' })
    expect(sessionState()).toBe('signed-in')
  })

  it('says that the password is wrong, and stays signed out', async () => {
    replies['/auth/v1/token'] = { status: 400, body: { code: 400, error_code: 'invalid_credentials', msg: 'no' } }
    const { signInEmployee, sessionState } = await start()
    await expect(signInEmployee('xinghe', 'E1001', 'x')).rejects.toMatchObject({ code: 'invalid_credentials' })
    expect(sessionState()).toBe('signed-out')
  })

  it('says that the network is gone', async () => {
    replies['/auth/v1/token'] = new TypeError('Failed to fetch')
    const { signInEmployee } = await start()
    await expect(signInEmployee('xinghe', 'E1001', 'x')).rejects.toMatchObject({ code: 'offline' })
  })
})

describe('signing in with a card', () => {
  it('sends number and PIN and takes up the session', async () => {
    const { signInCard, sessionState } = await start()
    await signInCard('6001 2345 6789', ' ab12 ')
    expect(asked[0]!.body).toMatchObject({ pin: expect.stringMatching(/^ab12$/i) as string })
    expect(sessionState()).toBe('signed-in')
  })

  it('passes the refusal and its details on', async () => {
    const body = { code: 'too_many_attempts', message: '', details: { retry_after: 120 } }
    replies['/functions/v1/auth/card'] = { status: 429, body }
    const { signInCard } = await start()
    await expect(signInCard('6001', 'x')).rejects.toMatchObject({
      code: 'too_many_attempts',
      details: { retry_after: 120 },
    })
  })
})

describe('a session', () => {
  it('is still there after a restart', async () => {
    await (await start()).signInEmployee('xinghe', 'E1001', 'secret')
    expect((await start()).sessionState()).toBe('signed-in')
  })

  it('is gone after signing out, also without a network', async () => {
    const { signInEmployee, signOut, sessionState } = await start()
    await signInEmployee('xinghe', 'E1001', 'secret')
    replies = { '/auth/v1': new TypeError('Failed to fetch') }
    await signOut()
    expect(sessionState()).toBe('signed-out')
    expect((await start()).sessionState()).toBe('signed-out')
  })

  it('is needed by every call of the API, which is not even sent without one', async () => {
    const { rpc } = await start()
    await expect(rpc('my_profile')).rejects.toMatchObject({ code: 'not_signed_in' })
    expect(asked).toEqual([])
  })

  it('that the API refuses ends, and whoever listens learns of it once', async () => {
    const { signInEmployee, onSessionLost, rpc, sessionState } = await start()
    const lost = vi.fn()
    onSessionLost(lost)
    await signInEmployee('xinghe', 'E1001', 'secret')
    replies['/rest/v1/rpc/my_profile'] = { status: 401, body: { code: 'PGRST303', message: 'JWT expired' } }
    await Promise.allSettled([rpc('my_profile'), rpc('my_profile')])
    expect(lost).toHaveBeenCalledTimes(1)
    expect(sessionState()).toBe('signed-out')
  })

  it('leads back to where it was lost, with a word about it', async () => {
    const { signInEmployee, rpc } = await start()
    const { watchSession } = await import('../../../app/core/navigation/guard')
    watchSession(() => undefined)
    await signInEmployee('xinghe', 'E1001', 'secret')
    replies['/rest/v1/rpc/my_profile'] = { status: 401, body: { code: 'PGRST303', message: 'JWT expired' } }
    await rpc('my_profile').catch(() => undefined)
    const { url } = uniMock('reLaunch').mock.calls.at(-1)![0] as { url: string }
    expect(url).toBe(`/app/sign-in/sign-in?back=${encodeURIComponent('/app/home/home')}&reason=expired`)
  })
})
