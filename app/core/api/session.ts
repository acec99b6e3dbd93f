import { shallowRef } from 'vue'
import { AppError } from './app-error'
import { invoke } from './edge-function'
import { supabase } from './supabase'
import { toAppError } from './to-app-error'

/** `unknown` until the kept session has been read at launch. */
export type SessionState = 'unknown' | 'signed-in' | 'signed-out'

interface Tokens {
  access_token: string
  refresh_token: string
}

const state = shallowRef<SessionState>('unknown')
const endings: (() => void)[] = []
let starting: Promise<void> | undefined
let leaving = false

/** Whether somebody is signed in; reactive. Who it is, the profile store knows. */
export function sessionState(): SessionState {
  return state.value
}

/** Reads the session kept on this device, once, and follows it from then on. */
export function startSession(): Promise<void> {
  starting ??= restore()
  return starting
}

/** Whether a session exists, waiting for the kept one to be read. */
export async function sessionReady(): Promise<boolean> {
  await startSession()
  return state.value === 'signed-in'
}

/** Calls back when a session ends that nobody asked to end (expired, revoked). */
export function onSessionLost(lost: () => void): void {
  endings.push(lost)
}

/** Says that the API no longer accepts the session. */
export function sessionEnded(): void {
  if (state.value !== 'signed-in') return
  state.value = 'signed-out'
  void supabase().auth.signOut({ scope: 'local' })
  endings.forEach((lost) => lost())
}

async function restore(): Promise<void> {
  const { auth } = supabase()
  const { data } = await auth.getSession().catch(() => ({ data: { session: null } }))
  state.value = data.session ? 'signed-in' : 'signed-out'
  auth.onAuthStateChange((event) => {
    if (event === 'SIGNED_OUT' && !leaving) sessionEnded()
  })
}

/** The address that an employee's account has; never mailed to. */
export function employeeEmail(tenantCode: string, employeeNo: string): string {
  return `${employeeNo.trim()}@${tenantCode.trim()}.members.invalid`.toLowerCase()
}

/** Signs an employee in. Throws AppError: `invalid_credentials`, `too_many_attempts`, `offline`, `timeout`. */
export async function signInEmployee(tenantCode: string, employeeNo: string, password: string): Promise<void> {
  await startSession()
  const { error } = await supabase().auth.signInWithPassword({ email: employeeEmail(tenantCode, employeeNo), password })
  if (error) throw refusal(toAppError(error, error.status ?? 0))
  state.value = 'signed-in'
}

/** Older GoTrue servers refuse a password without naming a code. */
function refusal(error: AppError): AppError {
  return error.code === 'unexpected' && error.status === 400 ? new AppError('invalid_credentials', 400) : error
}

/** Signs a guest in by a card. Throws AppError: `card_credentials_invalid`, `too_many_attempts`, `card_frozen`, `card_expired`, `card_not_active`, `card_void`, `offline`. */
export async function signInCard(cardNo: string, pin: string): Promise<void> {
  await startSession()
  const { session } = await invoke<{ session: Tokens }>('auth/card', {
    card_no: cardNo.replace(/[\s-]/g, ''),
    pin: pin.trim(),
  })
  const { error } = await supabase().auth.setSession({
    access_token: session.access_token,
    refresh_token: session.refresh_token,
  })
  if (error) throw new AppError('unexpected', error.status ?? 0)
  state.value = 'signed-in'
}

/** Opens an employee's account with the invitation, then signs in. Throws AppError: `invite_invalid`, `weak_password`, `account_exists`, `too_many_attempts`, `offline`. */
export async function activateEmployee(invite: {
  tenantCode: string
  employeeNo: string
  inviteCode: string
  password: string
}): Promise<void> {
  await invoke('auth/activate', {
    tenant_code: invite.tenantCode.trim(),
    employee_no: invite.employeeNo.trim(),
    invite_code: invite.inviteCode.trim(),
    password: invite.password,
  })
  await signInEmployee(invite.tenantCode, invite.employeeNo, invite.password)
}

/** Ends the session on this device; works without a network. */
export async function signOut(): Promise<void> {
  leaving = true
  await supabase()
    .auth.signOut({ scope: 'local' })
    .catch(() => undefined)
  leaving = false
  state.value = 'signed-out'
}

/** Keeps the session fresh while the app is in view; a hidden mini-program may not send requests. */
export function keepFresh(visible: boolean): void {
  void (visible ? supabase().auth.startAutoRefresh() : supabase().auth.stopAutoRefresh())
}
