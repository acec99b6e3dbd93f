import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { notifyOfMovements } from '../../support/notification-fixture.ts'
import { grantTo } from '../../support/points-fixture.ts'
import { apiClient, signInAsNewMember } from '../../support/sign-in.ts'
import { one } from '../../support/tenant-fixture.ts'
import { openCompany, refusal, type Company } from './company.ts'

type Person = Awaited<ReturnType<typeof signInAsNewMember>>

describe('messages', () => {
  let db: pg.Client
  let company: Company
  let other: Company
  let person: Person

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    person = await signInAsNewMember(db, company.tenant)
    for (const points of [10, 20, 30]) await grantTo(db, company.tenant, company.programme, person, points)
    await notifyOfMovements(db)
  })

  const unread = async ({ client }: Pick<Person, 'client'>) =>
    ((await client.rpc('my_profile')).data as { unread_notifications: number }).unread_notifications
  const list = async ({ client }: Pick<Person, 'client'>) =>
    (
      await client
        .from('notifications')
        .select('id, kind, params, created_at, read_at')
        .order('created_at', { ascending: false })
        .order('id', { ascending: false })
        .overrideTypes<{ id: string; kind: string; params: { amount: number }; read_at: string | null }[]>()
    ).data!

  it('are read by their holder, newest first, and counted in the profile', async () => {
    const told = await list(person)
    expect(told.map(({ kind, params }) => [kind, params.amount])).toEqual([
      ['points_granted', 30],
      ['points_granted', 20],
      ['points_granted', 10],
    ])
    expect(await unread(person)).toBe(3)
  })

  it('are marked as read one by one, all at once, and again without effect', async () => {
    const [newest] = await list(person)
    expect((await person.client.rpc('mark_notifications_read', { ids: [newest!.id] })).data).toEqual({ unread: 2 })
    const first = (await list(person))[0]!.read_at
    expect(first).not.toBeNull()
    expect((await person.client.rpc('mark_notifications_read')).data).toEqual({ unread: 0 })
    expect((await person.client.rpc('mark_notifications_read')).data).toEqual({ unread: 0 })
    expect((await list(person))[0]!.read_at).toBe(first)
    expect(await unread(person)).toBe(0)
  })

  it('are nobody else’s to see or to mark, in this company or another', async () => {
    const ids = (await list(person)).map(({ id }) => id)
    for (const stranger of [company.colleague, company.hr, other.hr]) {
      expect((await stranger.client.from('notifications').select('id').in('id', ids)).data).toEqual([])
      expect((await stranger.client.rpc('mark_notifications_read', { ids })).error).toBeNull()
    }
    expect(await unread(person)).toBe(3)
  })

  it('refuse a visitor, and more ids than a page can hold', async () => {
    expect((await apiClient().rpc('mark_notifications_read')).error).not.toBeNull()
    const ids = Array.from({ length: 1001 }, () => person.id)
    expect(refusal(await person.client.rpc('mark_notifications_read', { ids }))).toMatchObject({
      code: 'invalid_request',
    })
  })

  it('to HR reach every HR manager of the company, once', async () => {
    const tell = () =>
      one<number>(db, `select private.notify_hr($1, 'schedule_failed', '{"name": "生日"}', 'schedule:1')`, [
        company.tenant.id,
      ])
    expect(await tell()).toBe(1)
    expect(await tell()).toBe(0)
    expect(await list(company.hr)).toMatchObject([{ kind: 'schedule_failed', params: { name: '生日' } }])
    expect((await list(other.hr)).map(({ kind }) => kind)).not.toContain('schedule_failed')
  })

  it('cannot be written by clients', async () => {
    const [newest] = await list(person)
    const { error } = await person.client.from('notifications').update({ read_at: null }).eq('id', newest!.id)
    expect(error).not.toBeNull()
    expect((await person.client.from('notifications').delete().eq('id', newest!.id)).error).not.toBeNull()
  })
})
