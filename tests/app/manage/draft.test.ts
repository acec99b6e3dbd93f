import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent } from 'vue'
import { useProfile, type Profile } from '../../../app/core/api/profile'
import type { SessionState } from '../../../app/core/api/session'
import { useDraft } from '../../../app/manage/granting/use-draft'
import { useGrant } from '../../../app/manage/granting/use-grant'

const session = vi.hoisted(() => ({ state: 'signed-in' }))
vi.mock('../../../app/core/api/session', async (original) => ({
  ...(await original<object>()),
  sessionState: () => session.state,
}))
vi.mock('../../../app/manage/people-api', () => ({ namesOf: () => Promise.resolve(new Map()) }))

/** Opens the page as this person, who finds what is left of a draft. */
function open(memberId: string) {
  session.state = 'signed-in'
  useProfile().profile = { member: { id: memberId } } as Profile
  let grant!: ReturnType<typeof useGrant>
  const page = mount(
    defineComponent({
      setup() {
        grant = useGrant()
        useDraft(grant).restore()
        return () => null
      },
    }),
  )
  const leave = (state: SessionState) => {
    session.state = state
    page.unmount()
  }
  return { grant, leave }
}

function typeSomething({ grant }: ReturnType<typeof open>) {
  grant.way.value = 'list'
  grant.note.value = '生日快乐'
  grant.list.text.value = 'E1001\t188\nE1002\t288'
  grant.list.read()
}

describe('a grant in the making', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('waits for the same person when the session ends over it, once', () => {
    const first = open('zhou')
    typeSomething(first)
    first.leave('signed-out')
    const again = open('zhou')
    expect(again.grant.way.value).toBe('list')
    expect(again.grant.note.value).toBe('生日快乐')
    expect(again.grant.total.value).toBe(476)
    again.leave('signed-in')
    expect(open('zhou').grant.heads.value).toBe(0)
  })

  it('is nobody else’s', () => {
    const first = open('zhou')
    typeSomething(first)
    first.leave('signed-out')
    open('sun').leave('signed-in')
    expect(open('zhou').grant.note.value).toBe('')
  })

  it('is dropped by whoever leaves by themselves', () => {
    const first = open('zhou')
    typeSomething(first)
    first.leave('signed-in')
    expect(open('zhou').grant.note.value).toBe('')
  })
})
