import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { unreadCount } from '../state/unread-count'
import { dropBrand, wearBrand } from '../theme/brand'
import { rpc } from './call'
import { signOut } from './session'

export interface ExpiringPoints {
  amount: number
  expires_at: string
  programme_id: string
  name: string
  translations: unknown
}

/** What `my_profile()` answers; see docs/api.md. */
export interface Profile {
  kind: 'member' | 'card'
  tenant: {
    id: string
    code: string
    name: string
    translations: Partial<Record<string, Record<string, string>>> | null
    logo_path: string | null
    theme: { accent?: string; accent_dark?: string } | null
    points_name: string
    points_unit: string
    rate_points: number
    rate_minor: number
    currency: string
    time_zone: string
  }
  member: {
    id: string
    employee_no: string
    name: string
    department: { id: string; name: string } | null
    roles: { role: string; department_id: string | null }[]
  } | null
  card: {
    id: string
    card_no_masked: string
    title: string
    translations?: unknown
    valid_until: string | null
    status: string
  } | null
  points: {
    balance: number
    by_programme: { programme_id: string; name: string; translations: unknown; balance: number }[]
    expiring: ExpiringPoints[]
    /** Still owed for revoked grants; the next grants settle it. */
    debt: number
  }
  unread_notifications: number
}

/** Who is signed in, their company and their points; asked once, refreshed after whatever changes the balance. */
export const useProfile = defineStore('profile', () => {
  const profile = shallowRef<Profile | null>(null)
  let asking: Promise<Profile> | undefined

  /** The profile, from the API if it isn't known yet. Throws AppError. */
  function load(): Promise<Profile> {
    return profile.value ? Promise.resolve(profile.value) : refresh()
  }

  /** The profile as it is now. Throws AppError. */
  function refresh(): Promise<Profile> {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }

  async function ask(): Promise<Profile> {
    const answer = await rpc<'my_profile', Profile>('my_profile')
    profile.value = answer
    unreadCount.value = answer.unread_notifications
    const { tenant } = answer
    wearBrand({
      name: tenant.name,
      logoPath: tenant.logo_path,
      theme: tenant.theme ?? {},
      pointsName: tenant.points_name,
      pointsUnit: tenant.points_unit,
      translations: tenant.translations ?? {},
    })
    return answer
  }

  /** Forgets who it was; the session has ended. */
  function forget(): void {
    profile.value = null
    unreadCount.value = 0
  }

  /** Signs out and takes the company's colours off. */
  async function leave(): Promise<void> {
    await signOut()
    forget()
    dropBrand()
  }

  const balance = computed(() => profile.value?.points.balance ?? null)
  const isMember = computed(() => profile.value?.kind === 'member')

  return { profile, balance, isMember, load, refresh, forget, leave }
})
