/** What the routes need from the project. Handlers get it passed in, so that tests can put something else in its place. */
export interface Backend {
  /** `authenticate_card`: checks number and PIN under the limits. */
  authenticateCard(cardNo: string, pin: string, source: string): Promise<CardOutcome>
  /** `link_card_user`: ties the card to the account of its sessions. */
  linkCardUser(cardId: string, userId: string): Promise<void>
  /** `redeem_invite`: checks an invitation under the limits; it stays valid until the member has an account. */
  redeemInvite(invite: Invite, source: string): Promise<InviteOutcome>
  /** `link_member_user`: ties the member to the account. False when the member has another account already. */
  linkMemberUser(memberId: string, userId: string): Promise<boolean>
  /** Makes an account that may sign in at once, or says that the address has one. */
  createAccount(email: string, password: string): Promise<{ userId: string } | 'exists'>
  setPassword(userId: string, password: string): Promise<void>
  /** A sign-in token for the account with this address; an older one of the same account stops working. */
  issueToken(email: string): Promise<{ userId: string; tokenHash: string }>
  /** Exchanges a token for a session, or says that it is no longer valid. */
  exchangeToken(tokenHash: string, source: string): Promise<Session | 'outdated'>
}

export type CardOutcome =
  | { outcome: 'signed_in'; card_id: string; user_id: string | null }
  | { outcome: 'too_many_attempts'; retry_after: number }
  | { outcome: CardRefusal }

export type CardRefusal =
  'card_credentials_invalid' | 'card_frozen' | 'card_expired' | 'card_not_active' | 'card_void' | 'tenant_suspended'

export interface Invite {
  tenant_code: string
  employee_no: string
  invite_code: string
}

export type InviteOutcome =
  | { outcome: 'redeemed'; member_id: string }
  | { outcome: 'too_many_attempts'; retry_after: number }
  | { outcome: 'invite_invalid' | 'account_exists' | 'tenant_suspended' | 'member_suspended' | 'member_departed' }

/** GoTrue's session as it answers it: tokens, seconds of validity, the user. */
export interface Session {
  access_token: string
  refresh_token: string
  expires_in: number
  [key: string]: unknown
}
