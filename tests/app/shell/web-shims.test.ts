import { describe, expect, it } from 'vitest'
import { WebHeaders } from '../../../app/platform/web/headers'
import { WebSearchParams } from '../../../app/platform/web/search-params'
import { uniFetch } from '../../../app/platform/web/uni-fetch'
import { WebUrl } from '../../../app/platform/web/url'
import { uniMock } from '../support/uni-runtime'

type Ask = { success: (answer: object) => void; fail: (failure: object) => void; header: object; method: string }
const answerWith = (reply: (ask: Ask) => void) => uniMock('request').mockImplementation((ask: Ask) => reply(ask))

describe('URL for runtimes without one', () => {
  it.each([
    ['https://a.supabase.co'],
    ['http://127.0.0.1:54321/rest/v1/'],
    ['https://A.example:443/x?y=1&z=%E6%9C%88#top'],
    ['http://user:pw@h:8080/p/q?'],
  ])('reads %s as a browser does', (address) => {
    const [ours, theirs] = [new WebUrl(address), new URL(address)]
    for (const part of ['protocol', 'host', 'hostname', 'port', 'pathname', 'search', 'hash', 'origin'] as const) {
      expect([part, ours[part]]).toEqual([part, theirs[part]])
    }
  })

  it.each([
    ['rest/v1', 'http://h:1/'],
    ['rest/v1', 'http://h:1/base/'],
    ['rest/v1', 'http://h:1/base'],
    ['/rest/v1', 'http://h:1/base/x'],
  ])('resolves %s against %s as a browser does', (address, base) => {
    expect(new WebUrl(address, base).href).toBe(new URL(address, base).href)
  })

  it('follows its parameters', () => {
    const url = new WebUrl('http://h/rest?select=*')
    url.searchParams.set('name', '月 饼&')
    url.searchParams.append('name', 'b+c')
    const theirs = new URL('http://h/rest?select=*')
    theirs.searchParams.set('name', '月 饼&')
    theirs.searchParams.append('name', 'b+c')
    expect(url.toString()).toBe(theirs.toString())
  })

  it('refuses what is no address', () => {
    expect(() => new WebUrl('nonsense')).toThrow(TypeError)
  })
})

describe('URLSearchParams for runtimes without one', () => {
  it.each(['a=1&b=2&a=3', 'q=%E6%9C%88+%E9%A5%BC', "x=!'()~*-._", 'empty=&bare'])(
    'reads and writes %s as a browser does',
    (query) => {
      const [ours, theirs] = [new WebSearchParams(query), new URLSearchParams(query)]
      expect(ours.toString()).toBe(theirs.toString())
      expect(ours.getAll('a')).toEqual(theirs.getAll('a'))
    },
  )
})

describe('Headers for runtimes without them', () => {
  it('know no case, join repeated values, and copy one another', () => {
    const headers = new WebHeaders({ 'Content-Type': 'text/plain' })
    headers.append('x-A', '1')
    headers.append('X-a', '2')
    const copy = new WebHeaders(headers)
    copy.delete('CONTENT-TYPE')
    expect([headers.get('content-type'), headers.get('X-A'), copy.has('content-type'), copy.get('x-a')]).toEqual([
      'text/plain',
      '1, 2',
      false,
      '1, 2',
    ])
  })
})

describe('fetch over uni.request', () => {
  it('answers as fetch would', async () => {
    answerWith(({ success }) =>
      success({ statusCode: 409, data: '{"code":"out_of_stock"}', header: { 'Content-Range': '0-1/2' } }),
    )
    const answer = await uniFetch('http://h/x', { method: 'POST', headers: { apikey: 'k' }, body: '{}' })
    expect([answer.ok, answer.status, answer.headers.get('content-range')]).toEqual([false, 409, '0-1/2'])
    expect(await answer.json()).toEqual({ code: 'out_of_stock' })
    expect(uniMock('request').mock.calls[0]![0]).toMatchObject({ method: 'POST', data: '{}', header: { apikey: 'k' } })
  })

  it.each([
    ['request:fail timeout', 'TimeoutError'],
    ['request:fail abort', 'AbortError'],
    ['request:fail errcode:-106 net::ERR_INTERNET_DISCONNECTED', 'TypeError'],
  ])('fails on %s with a %s', async (errMsg, name) => {
    answerWith(({ fail }) => fail({ errMsg }))
    await expect(uniFetch('http://h/x')).rejects.toMatchObject({ name })
  })
})
