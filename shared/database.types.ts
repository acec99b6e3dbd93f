export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

type Relation = { Row: Record<string, Json>; Insert: Record<string, Json>; Update: Record<string, Json>; Relationships: [] }

export type Database = {
  public: {
    Tables: Record<string, Relation>
    Views: Record<string, Relation>
    Functions: Record<string, { Args: Record<string, unknown>; Returns: Json }> & {
      my_profile: { Args: Record<PropertyKey, never>; Returns: Json }
    }
    Enums: Record<never, never>
    CompositeTypes: Record<never, never>
  }
}
