import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../app/core/api/app-error'
import { underOneKey } from '../../../app/manage/attempt'

vi.mock('../../../app/core/api/profile', () => ({
  useProfile: () => ({ load: () => Promise.resolve({ member: { id: 'zhou' } }) }),
}))

const keys: string[] = []
const answering = (answer: unknown) => (key: string) => {
  keys.push(key)
  return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
}
const offline = new AppError('offline', 0)

beforeEach(() => {
  keys.length = 0
  setActivePinia(createPinia())
})

describe('what an operator does', () => {
  it('goes out under the same key again when no answer came', async () => {
    await expect(underOneKey('grant', { amount: 5 }, answering(offline))).rejects.toBe(offline)
    expect(await underOneKey('grant', { amount: 5 }, answering('done'))).toBe('done')
    expect(new Set(keys).size).toBe(1)
  })

  it('goes out under a new key once it was done, so that the same can be meant twice', async () => {
    await underOneKey('grant', { amount: 5 }, answering('done'))
    await underOneKey('grant', { amount: 5 }, answering('done'))
    expect(new Set(keys).size).toBe(2)
  })

  it('goes out under a new key once it was refused', async () => {
    await expect(
      underOneKey('grant', {}, answering(new AppError('insufficient_budget', 402, { needed: 5, available: 1 }))),
    ).rejects.toThrow()
    await underOneKey('grant', {}, answering('done'))
    expect(new Set(keys).size).toBe(2)
  })

  it('goes out under a new key when something else is meant', async () => {
    await expect(underOneKey('grant', { amount: 5 }, answering(offline))).rejects.toThrow()
    await underOneKey('grant', { amount: 6 }, answering('done'))
    expect(new Set(keys).size).toBe(2)
  })

  it('keeps apart what is done', async () => {
    await expect(underOneKey('allocate', {}, answering(offline))).rejects.toThrow()
    await expect(underOneKey('take-back', {}, answering(offline))).rejects.toThrow()
    expect(new Set(keys).size).toBe(2)
  })
})
