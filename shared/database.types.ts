export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export interface Database {
  public: {
    Tables: Record<never, never>
    Views: Record<never, never>
    Functions: { my_profile: { Args: Record<PropertyKey, never>; Returns: Json } }
    Enums: Record<never, never>
    CompositeTypes: Record<never, never>
  }
}
