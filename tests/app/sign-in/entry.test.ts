import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { AppError } from '../../../app/core/api/app-error'
import { useEntry } from '../../../app/sign-in/use-entry'
import { uniMock } from '../support/uni-runtime'

const { rpc, signOut } = vi.hoisted(() => ({ rpc: vi.fn(), signOut: vi.fn() }))
vi.mock('../../../app/core/api/call', () => ({ rpc, read: vi.fn() }))
vi.mock('../../../app/core/api/session', async (original) => ({
  ...(await original<Record<string, unknown>>()),
  signOut,
}))

const profile = {
  kind: 'member',
  tenant: { name: '星河科技', theme: null, translations: null },
  points: { balance: 1 },
}

function entry(back?: string) {
  let use!: ReturnType<typeof useEntry>
  mount(
    defineComponent({
      setup() {
        use = useEntry(() => back)
        return () => h('view')
      },
    }),
  )
  return use
}

const landed = () => uniMock('reLaunch').mock.calls.map(([call]) => (call as { url: string }).url)

beforeEach(() => {
  setActivePinia(createPinia())
  rpc.mockReset().mockResolvedValue(profile)
  signOut.mockReset().mockResolvedValue(undefined)
})
afterEach(() => vi.useRealTimers())

describe('after signing in', () => {
  it('one is where one wanted to go', async () => {
    await entry('/app/orders/orders').attempt.run(
      async () => undefined,
      () => undefined,
    )
    expect(landed()).toEqual(['/app/orders/orders'])
  })

  it('one is at home when nothing else was wanted, or something that is no page', async () => {
    await entry().attempt.run(
      async () => undefined,
      () => undefined,
    )
    await entry('https://elsewhere.example').attempt.run(
      async () => undefined,
      () => undefined,
    )
    expect(landed()).toEqual(['/app/home/home', '/app/home/home'])
  })

  it('an account that may not be used is signed out again, and told why', async () => {
    rpc.mockRejectedValue(new AppError('member_suspended', 403))
    const { attempt, failure } = entry()
    await attempt.run(
      async () => undefined,
      () => undefined,
    )
    expect(signOut).toHaveBeenCalledOnce()
    expect(failure.value).toContain('暂停')
    expect(landed()).toEqual([])
  })

  it('a lost connection does not undo it', async () => {
    rpc.mockRejectedValue(new AppError('offline', 0))
    await entry().attempt.run(
      async () => undefined,
      () => undefined,
    )
    expect(signOut).not.toHaveBeenCalled()
    expect(landed()).toEqual(['/app/home/home'])
  })
})

describe('a refused attempt', () => {
  it('leaves one on the page with a sentence, and remembers nothing', async () => {
    const remember = vi.fn()
    const { attempt, failure } = entry()
    await attempt.run(() => Promise.reject(new AppError('invalid_credentials', 400)), remember)
    expect(failure.value).toContain('密码')
    expect(remember).not.toHaveBeenCalled()
    expect(landed()).toEqual([])
  })

  it('counts the time down that the server asks to wait, and ends by itself', async () => {
    vi.useFakeTimers()
    const { attempt, waiting } = entry()
    await attempt.run(
      () => Promise.reject(new AppError('too_many_attempts', 429, { retry_after: 61 })),
      () => undefined,
    )
    expect(waiting.sentence.value).toContain('1 分 1 秒')
    vi.advanceTimersByTime(2_000)
    expect(waiting.sentence.value).toContain('59 秒')
    vi.advanceTimersByTime(59_000)
    expect(waiting.sentence.value).toBe('')
  })

  it('is said in words when no time to wait came with it', async () => {
    const { attempt, failure } = entry()
    await attempt.run(
      () => Promise.reject(new AppError('too_many_attempts', 429)),
      () => undefined,
    )
    expect(failure.value).toContain('稍后')
  })

  it('cannot be made twice at once', async () => {
    const signIn = vi.fn(() => new Promise<void>((resolve) => setTimeout(resolve, 5)))
    const { attempt } = entry()
    await Promise.all([attempt.run(signIn, () => undefined), attempt.run(signIn, () => undefined)])
    expect(signIn).toHaveBeenCalledOnce()
  })
})
