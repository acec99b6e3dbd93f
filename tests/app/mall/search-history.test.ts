import { describe, expect, it } from 'vitest'
import { useSearchHistory } from '../../../app/mall/search-history'
import { uniMock } from '../support/uni-runtime'

describe('earlier searches', () => {
  it('are kept newest first, each once, whatever the case of its letters', () => {
    const { searches, remember } = useSearchHistory('a')
    for (const text of ['tea', ' 月饼 ', 'Tea', '  ']) remember(text)
    expect(searches.value).toEqual(['Tea', '月饼'])
  })

  it('are no more than ten', () => {
    const { searches, remember } = useSearchHistory('a')
    for (let at = 1; at <= 12; at++) remember(`word ${at}`)
    expect(searches.value).toHaveLength(10)
    expect(searches.value[0]).toBe('word 12')
  })

  it('survive a restart, and belong to one person of those who share the device', () => {
    useSearchHistory('a').remember('tea')
    expect(useSearchHistory('a').searches.value).toEqual(['tea'])
    expect(useSearchHistory('b').searches.value).toEqual([])
  })

  it('can be cleared for good', () => {
    const { searches, remember, clear } = useSearchHistory('a')
    remember('tea')
    clear()
    expect(searches.value).toEqual([])
    expect(useSearchHistory('a').searches.value).toEqual([])
  })

  it('start anew when what was kept cannot be read', () => {
    uniMock('getStorageSync').mockReturnValueOnce('{not json')
    expect(useSearchHistory('a').searches.value).toEqual([])
  })
})
