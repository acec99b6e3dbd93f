/** Stands in for @supabase/realtime-js, which needs a WebSocket that WeChat shadows and whose channels no screen uses. */
export class RealtimeClient {
  setAuth(): Promise<void> {
    return Promise.resolve()
  }
  getChannels(): never[] {
    return []
  }
  channel(): never {
    throw new Error('Realtime is not part of this build')
  }
  removeChannel(): Promise<'ok'> {
    return Promise.resolve('ok')
  }
  removeAllChannels(): Promise<never[]> {
    return Promise.resolve([])
  }
}
