import { afterEach, describe, expect, it, vi } from 'vitest'
import { setLocale, type Locale } from '../../../app/core/i18n/locale'
import { iconOf } from '../../../app/messages/message-icons'
import { placeOf } from '../../../app/messages/message-targets'
import { messageWords } from '../../../app/messages/message-words'
import { messageKinds, type Message } from '../../../app/messages/types'

const name = { name: '中秋福利', translations: { en: { name: 'Mid-Autumn gift' } } }
const other = { name: '生日礼遇', translations: { en: { name: 'Birthday treat' } } }
const message = (kind: string, params: unknown = {}): Message => ({
  id: 'm',
  kind,
  params,
  created_at: '2026-09-10T12:00:00Z',
  read_at: null,
})
const until = '2026-12-01T15:59:59Z'

/** Every kind with what its message carries, and what must be read in it in each language. */
const samples: [string, unknown, Record<Locale, RegExp[]>][] = [
  [
    'points_expiring',
    { days: 7, amount: 1300, expires_at: '2026-09-17T15:59:59Z', programmes: [name, other] },
    {
      'zh-Hans': [/快到期了/, /中秋福利、生日礼遇的 1,300 积分，7 天后到期。/],
      en: [/expire soon/, /1,300 points from Mid-Autumn gift, Birthday treat. Expires in 7 days./],
    },
  ],
  [
    'points_granted',
    { amount: 500, ...name, expires_at: until, note: '辛苦了' },
    {
      'zh-Hans': [/到账/, /中秋福利：500 积分已到账。2026年12月1日前有效。说明：辛苦了/],
      en: [/New points/, /500 points for Mid-Autumn gift. Valid until 1 Dec 2026. Note: 辛苦了/],
    },
  ],
  [
    'points_expired',
    { amount: 40, programmes: [name] },
    {
      'zh-Hans': [/已过期/, /中秋福利的 40 积分没有用掉/],
      en: [/expired/, /40 points from Mid-Autumn gift were not used/],
    },
  ],
  [
    'expiry_undone',
    { amount: 40, expires_at: until, note: null },
    { 'zh-Hans': [/已恢复/, /40 积分.*延长到 2026年12月1日/], en: [/are back/, /40 points.*valid until 1 Dec 2026/] },
  ],
  [
    'grant_revoked',
    { amount: 300, returned: 300, debt: 200, ...name, note: '发错了' },
    {
      'zh-Hans': [/被撤回/, /撤回了中秋福利.*300 积分已收回。已经用掉的 200 积分.*抵扣。说明：发错了/],
      en: [/withdrawn/, /Mid-Autumn gift\. 300 points.*taken back\. 200 points.*offset.*Note: 发错了/],
    },
  ],
  [
    'debt_settled',
    { amount: 200, ...name },
    { 'zh-Hans': [/已抵扣/, /200 积分.*中秋福利/], en: [/offset/, /200 points.*Mid-Autumn gift/] },
  ],
  [
    'points_refunded',
    { amount: 90, order_id: 'o', order_no: '202609100001', elsewhere: 10 },
    { 'zh-Hans': [/退回/, /90 积分.*202609100001.*10 积分/], en: [/Refund/, /90 points.*202609100001.*10 points/] },
  ],
  [
    'schedule_failed',
    { name: '生日福利', code: 'insufficient_budget', details: { needed: 900, available: 100 } },
    { 'zh-Hans': [/没有成功/, /“生日福利”.*重试/], en: [/failed/, /“生日福利”.*tried again/] },
  ],
]

afterEach(() => {
  setLocale('zh-Hans')
  vi.useRealTimers()
})

describe('the words of a message', () => {
  it.each(
    samples.flatMap(([kind, params, words]) =>
      (['zh-Hans', 'en'] as const).map((language) => [kind, language, params, words[language]] as const),
    ),
  )('say for %s in %s all that it carries', (kind, language, params, [title, text]) => {
    vi.useFakeTimers({ now: new Date('2026-09-10T12:00:00Z') })
    setLocale(language)
    const said = messageWords(message(kind, params))
    expect(said.title).toMatch(title!)
    expect(said.text).toMatch(text!)
    expect(said.title + said.text).not.toMatch(/\{|undefined|null|NaN/)
  })

  it('exist for every kind that the database knows', () => {
    expect(samples.map(([kind]) => kind).sort()).toEqual([...messageKinds].sort())
  })

  it.each([null, undefined, 'text', 7, [], {}, { amount: '9', programmes: 'none', name: 3, expires_at: {} }])(
    'break no list when a message carries %j',
    (params) => {
      for (const kind of messageKinds) {
        const { title, text } = messageWords(message(kind, params))
        expect(title + text).not.toMatch(/\{|undefined|null|NaN|Invalid/)
      }
    },
  )

  it('are true of a reminder that is read after the day', () => {
    const late = message('points_expiring', { amount: 5, expires_at: '2020-01-01T00:00:00Z', programmes: [name] })
    expect(messageWords(late).text).toMatch(/有效期到 2020年1月1日为止/)
  })

  it('are true of a kind that only a later release knows', () => {
    expect(messageWords(message('points_doubled')).title).toBe('新消息')
    expect(iconOf(message('points_doubled')).name).toBe('bell')
    expect(placeOf(message('points_doubled'))).toBeNull()
  })
})

describe('a message leads', () => {
  it.each([
    ['points_expiring', {}, 'lots'],
    ['points_granted', {}, 'statement'],
    ['points_expired', {}, 'statement'],
    ['expiry_undone', {}, 'lots'],
    ['grant_revoked', {}, 'statement'],
    ['debt_settled', {}, 'statement'],
    ['points_refunded', { order_id: 'o' }, 'order'],
    ['points_refunded', {}, 'statement'],
    ['schedule_failed', {}, 'manage'],
  ])('for %s %j to %s', (kind, params, place) => {
    expect(placeOf(message(kind, params))).toBe(place)
  })
})
