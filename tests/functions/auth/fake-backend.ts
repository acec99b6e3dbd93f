import { randomUUID } from 'node:crypto'
import type { Backend, CardOutcome, InviteOutcome } from '../../../supabase/functions/auth/backend.ts'

/** A project in memory: accounts by address, tokens that outdate each other as GoTrue's do, and a log of what was called. */
export class FakeBackend implements Backend {
  readonly accounts = new Map<string, { userId: string; password: string }>()
  readonly cards = new Map<string, string>()
  readonly members = new Map<string, string>()
  readonly attempts: { cardNo: string; pin: string; source: string }[] = []
  readonly #tokens = new Map<string, string>()
  cardOutcome: CardOutcome = { outcome: 'card_credentials_invalid' }
  inviteOutcome: InviteOutcome = { outcome: 'invite_invalid' }
  /** The next call of this name fails once. */
  failNext: keyof Backend | null = null

  async authenticateCard(cardNo: string, pin: string, source: string): Promise<CardOutcome> {
    this.attempts.push({ cardNo, pin, source })
    return this.#done('authenticateCard', this.cardOutcome)
  }

  async linkCardUser(cardId: string, userId: string): Promise<void> {
    const linked = this.cards.get(cardId) ?? userId
    if (linked !== userId) throw new Error('the card has another account')
    this.cards.set(cardId, userId)
    await this.#done('linkCardUser', undefined)
  }

  async redeemInvite(): Promise<InviteOutcome> {
    return this.#done('redeemInvite', this.inviteOutcome)
  }

  async linkMemberUser(memberId: string, userId: string): Promise<boolean> {
    await this.#done('linkMemberUser', undefined)
    const linked = this.members.get(memberId) ?? userId
    this.members.set(memberId, linked)
    return linked === userId
  }

  async createAccount(email: string, password: string): Promise<{ userId: string } | 'exists'> {
    await this.#done('createAccount', undefined)
    if (this.accounts.has(email)) return 'exists'
    const userId = randomUUID()
    this.accounts.set(email, { userId, password })
    return { userId }
  }

  async setPassword(userId: string, password: string): Promise<void> {
    for (const account of this.accounts.values()) if (account.userId === userId) account.password = password
    await this.#done('setPassword', undefined)
  }

  async issueToken(email: string): Promise<{ userId: string; tokenHash: string }> {
    const account = this.accounts.get(email)
    if (!account) throw new Error(`no account ${email}`)
    const tokenHash = randomUUID()
    this.#tokens.set(account.userId, tokenHash)
    return this.#done('issueToken', { userId: account.userId, tokenHash })
  }

  async exchangeToken(tokenHash: string) {
    await this.#done('exchangeToken', undefined)
    const user = [...this.#tokens].find(([, hash]) => hash === tokenHash)?.[0]
    if (!user) return 'outdated' as const
    this.#tokens.delete(user)
    return { access_token: `token of ${user}`, refresh_token: 'refresh', expires_in: 3600 }
  }

  async #done<T>(name: keyof Backend, value: T): Promise<T> {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 4))
    if (this.failNext === name) {
      this.failNext = null
      throw new Error(`${name} failed`)
    }
    return value
  }
}

/** A request as the gateway hands it on. */
export function post(path: string, body: unknown, headers: Record<string, string> = {}): Request {
  return new Request(`http://functions.test/auth${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': '203.0.113.7', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
}
