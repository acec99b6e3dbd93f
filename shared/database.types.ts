export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "public": {
          Tables: {
            "addresses": {
                  Row: {
                    "buyer_id": string,"card_id": string | null,"city": string,"created_at": string,"district": string,"id": string,"is_default": boolean,"member_id": string | null,"phone": string,"province": string,"recipient": string,"street": string,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "buyer_id"?: never,"card_id"?: string | null,"city": string,"created_at"?: string,"district": string,"id"?: string,"is_default"?: boolean,"member_id"?: string | null,"phone": string,"province": string,"recipient": string,"street": string,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "buyer_id"?: never,"card_id"?: string | null,"city"?: string,"created_at"?: string,"district"?: string,"id"?: string,"is_default"?: boolean,"member_id"?: string | null,"phone"?: string,"province"?: string,"recipient"?: string,"street"?: string,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "addresses_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "card_of_the_tenant"
      columns: ["tenant_id","card_id"]
isOneToOne: false
      referencedRelation: "cards"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "member_of_the_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"card_batches": {
                  Row: {
                    "created_at": string,"face_minor": number | null,"face_value": number | null,"for_departures": boolean,"funded_at": string,"id": string,"includes_company_offers": boolean,"issuer": string,"kind": string,"last_serial": number,"look": NonNullable<Json>,"needs_activation": boolean,"programme_id": string | null,"status": string,"tenant_id": string,"title": string,"translations": NonNullable<Json>,"updated_at": string,"valid_days": number | null,"valid_from": string,"valid_until": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"face_minor"?: number | null,"face_value"?: number | null,"for_departures"?: boolean,"funded_at"?: string,"id"?: string,"includes_company_offers"?: boolean,"issuer"?: string,"kind"?: string,"last_serial"?: number,"look"?: NonNullable<Json>,"needs_activation"?: boolean,"programme_id"?: string | null,"status"?: string,"tenant_id": string,"title": string,"translations"?: NonNullable<Json>,"updated_at"?: string,"valid_days"?: number | null,"valid_from": string,"valid_until": string
                  }
                  Update: {
                    "created_at"?: string,"face_minor"?: number | null,"face_value"?: number | null,"for_departures"?: boolean,"funded_at"?: string,"id"?: string,"includes_company_offers"?: boolean,"issuer"?: string,"kind"?: string,"last_serial"?: number,"look"?: NonNullable<Json>,"needs_activation"?: boolean,"programme_id"?: string | null,"status"?: string,"tenant_id"?: string,"title"?: string,"translations"?: NonNullable<Json>,"updated_at"?: string,"valid_days"?: number | null,"valid_from"?: string,"valid_until"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "card_batches_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_is_of_the_same_tenant"
      columns: ["tenant_id","programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"card_events": {
                  Row: {
                    "actor_id": string | null,"at": string,"batch_id": string,"card_id": string | null,"details": NonNullable<Json>,"id": string,"kind": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"at"?: string,"batch_id": string,"card_id"?: string | null,"details"?: NonNullable<Json>,"id"?: string,"kind": string,"tenant_id": string
                  }
                  Update: {
                    "actor_id"?: string | null,"at"?: string,"batch_id"?: string,"card_id"?: string | null,"details"?: NonNullable<Json>,"id"?: string,"kind"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "batch_is_of_the_same_tenant"
      columns: ["tenant_id","batch_id"]
isOneToOne: false
      referencedRelation: "card_batches"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "card_events_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "card_is_of_the_same_tenant"
      columns: ["tenant_id","card_id"]
isOneToOne: false
      referencedRelation: "cards"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"card_issues": {
                  Row: {
                    "actor_id": string | null,"batch_id": string,"created_at": string,"created_by": string | null,"error_code": string | null,"error_details": Json | null,"exported_parts": (number)[],"id": string,"idempotency_key": string,"made": number,"request_hash": string,"state": string,"tenant_id": string,"updated_at": string,"wanted": number
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"batch_id": string,"created_at"?: string,"created_by"?: string | null,"error_code"?: string | null,"error_details"?: Json | null,"exported_parts"?: (number)[],"id"?: string,"idempotency_key": string,"made"?: number,"request_hash": string,"state"?: string,"tenant_id": string,"updated_at"?: string,"wanted": number
                  }
                  Update: {
                    "actor_id"?: string | null,"batch_id"?: string,"created_at"?: string,"created_by"?: string | null,"error_code"?: string | null,"error_details"?: Json | null,"exported_parts"?: (number)[],"id"?: string,"idempotency_key"?: string,"made"?: number,"request_hash"?: string,"state"?: string,"tenant_id"?: string,"updated_at"?: string,"wanted"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "batch_is_of_the_same_tenant"
      columns: ["tenant_id","batch_id"]
isOneToOne: false
      referencedRelation: "card_batches"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "card_issues_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "created_by_is_of_the_same_tenant"
      columns: ["tenant_id","created_by"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"cards": {
                  Row: {
                    "activated_at": string | null,"batch_id": string,"counts_from_activation": boolean,"created_at": string,"holds_account_id": string | null,"id": string,"issue_id": string | null,"number": string,"serial": number,"status": string,"status_before": string | null,"tenant_id": string,"updated_at": string,"user_id": string | null,"valid_until": string
                  }
                  ComputedFields: never
                  Insert: {
                    "activated_at"?: string | null,"batch_id": string,"counts_from_activation"?: boolean,"created_at"?: string,"holds_account_id"?: string | null,"id"?: string,"issue_id"?: string | null,"number": string,"serial": number,"status"?: string,"status_before"?: string | null,"tenant_id": string,"updated_at"?: string,"user_id"?: string | null,"valid_until": string
                  }
                  Update: {
                    "activated_at"?: string | null,"batch_id"?: string,"counts_from_activation"?: boolean,"created_at"?: string,"holds_account_id"?: string | null,"id"?: string,"issue_id"?: string | null,"number"?: string,"serial"?: number,"status"?: string,"status_before"?: string | null,"tenant_id"?: string,"updated_at"?: string,"user_id"?: string | null,"valid_until"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "batch_is_of_the_same_tenant"
      columns: ["tenant_id","batch_id"]
isOneToOne: false
      referencedRelation: "card_batches"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "cards_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "held_account_is_of_the_same_tenant"
      columns: ["tenant_id","holds_account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "issue_is_of_the_same_tenant"
      columns: ["tenant_id","issue_id"]
isOneToOne: false
      referencedRelation: "card_issues"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"cart_lines": {
                  Row: {
                    "added_at": string,"buyer_id": string,"card_id": string | null,"member_id": string | null,"quantity": number,"sku_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "added_at"?: string,"buyer_id"?: never,"card_id"?: string | null,"member_id"?: string | null,"quantity": number,"sku_id": string,"tenant_id": string
                  }
                  Update: {
                    "added_at"?: string,"buyer_id"?: never,"card_id"?: string | null,"member_id"?: string | null,"quantity"?: number,"sku_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "card_of_the_tenant"
      columns: ["tenant_id","card_id"]
isOneToOne: false
      referencedRelation: "cards"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "cart_lines_sku_id_fkey"
      columns: ["sku_id"]
isOneToOne: false
      referencedRelation: "skus"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "cart_lines_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "member_of_the_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"categories": {
                  Row: {
                    "created_at": string,"icon_path": string | null,"id": string,"name": string,"parent_id": string | null,"path": (string)[],"position": number,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"icon_path"?: string | null,"id"?: string,"name": string,"parent_id"?: string | null,"path": (string)[],"position"?: number,"translations"?: NonNullable<Json>
                  }
                  Update: {
                    "created_at"?: string,"icon_path"?: string | null,"id"?: string,"name"?: string,"parent_id"?: string | null,"path"?: (string)[],"position"?: number,"translations"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "categories_parent_id_fkey"
      columns: ["parent_id"]
isOneToOne: false
      referencedRelation: "categories"
      referencedColumns: ["id"]
    }
                  ]
                },"departments": {
                  Row: {
                    "created_at": string,"id": string,"name": string,"parent_id": string | null,"path": (string)[],"position": number,"tenant_id": string,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name": string,"parent_id"?: string | null,"path": (string)[],"position"?: number,"tenant_id": string,"translations"?: NonNullable<Json>
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string,"parent_id"?: string | null,"path"?: (string)[],"position"?: number,"tenant_id"?: string,"translations"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "departments_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "parent_is_of_the_same_tenant"
      columns: ["tenant_id","parent_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"departures": {
                  Row: {
                    "actor_id": string | null,"claim_card_id": string | null,"created_at": string,"id": string,"idempotency_key": string,"member_id": string,"offboarded_by": string | null,"points": number,"policy": string,"reason": string,"request_hash": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"claim_card_id"?: string | null,"created_at"?: string,"id"?: string,"idempotency_key": string,"member_id": string,"offboarded_by"?: string | null,"points": number,"policy": string,"reason": string,"request_hash": string,"tenant_id": string
                  }
                  Update: {
                    "actor_id"?: string | null,"claim_card_id"?: string | null,"created_at"?: string,"id"?: string,"idempotency_key"?: string,"member_id"?: string,"offboarded_by"?: string | null,"points"?: number,"policy"?: string,"reason"?: string,"request_hash"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "claim_card_of_the_tenant"
      columns: ["tenant_id","claim_card_id"]
isOneToOne: false
      referencedRelation: "cards"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "member_is_of_the_same_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "offboarded_by_is_of_the_same_tenant"
      columns: ["tenant_id","offboarded_by"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"expiry_run_entries": {
                  Row: {
                    "account_id": string,"points": number,"run_id": string,"tenant_id": string,"transaction_id": string,"undone_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"points": number,"run_id": string,"tenant_id": string,"transaction_id": string,"undone_by"?: string | null
                  }
                  Update: {
                    "account_id"?: string,"points"?: number,"run_id"?: string,"tenant_id"?: string,"transaction_id"?: string,"undone_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "run_is_of_the_same_tenant"
      columns: ["tenant_id","run_id"]
isOneToOne: false
      referencedRelation: "expiry_runs"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "transaction_is_of_the_same_tenant"
      columns: ["tenant_id","transaction_id"]
isOneToOne: false
      referencedRelation: "ledger_transactions"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "undo_is_of_the_same_tenant"
      columns: ["tenant_id","undone_by"]
isOneToOne: false
      referencedRelation: "ledger_transactions"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"expiry_runs": {
                  Row: {
                    "created_at": string,"id": string,"lots": number,"points": number,"tenant_id": string,"wallets": number
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"lots": number,"points": number,"tenant_id": string,"wallets": number
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"lots"?: number,"points"?: number,"tenant_id"?: string,"wallets"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "expiry_runs_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"expiry_undos": {
                  Row: {
                    "actor_id": string | null,"answer": NonNullable<Json>,"created_at": string,"id": string,"idempotency_key": string,"reason": string,"request_hash": string,"run_id": string,"tenant_id": string,"undone_by": string | null,"valid_until": string,"wallets": number
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"answer": NonNullable<Json>,"created_at"?: string,"id"?: string,"idempotency_key": string,"reason": string,"request_hash": string,"run_id": string,"tenant_id": string,"undone_by"?: string | null,"valid_until": string,"wallets": number
                  }
                  Update: {
                    "actor_id"?: string | null,"answer"?: NonNullable<Json>,"created_at"?: string,"id"?: string,"idempotency_key"?: string,"reason"?: string,"request_hash"?: string,"run_id"?: string,"tenant_id"?: string,"undone_by"?: string | null,"valid_until"?: string,"wallets"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "member_is_of_the_same_tenant"
      columns: ["tenant_id","undone_by"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "run_is_of_the_same_tenant"
      columns: ["tenant_id","run_id"]
isOneToOne: false
      referencedRelation: "expiry_runs"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"grant_import_rows": {
                  Row: {
                    "amount": string | null,"checked_at": string | null,"company": string | null,"created_at": string,"employee_no": string | null,"error_code": string | null,"error_details": Json | null,"grant_id": string | null,"id": number,"import_id": string | null,"import_name": string | null,"member_id": string | null,"note": string | null,"points": number | null,"programme": string | null,"row_no": number | null,"status": string,"tenant_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "amount"?: string | null,"checked_at"?: string | null,"company"?: string | null,"created_at"?: string,"employee_no"?: string | null,"error_code"?: string | null,"error_details"?: Json | null,"grant_id"?: string | null,"id"?: never,"import_id"?: string | null,"import_name"?: string | null,"member_id"?: string | null,"note"?: string | null,"points"?: number | null,"programme"?: string | null,"row_no"?: number | null,"status"?: string,"tenant_id"?: string | null
                  }
                  Update: {
                    "amount"?: string | null,"checked_at"?: string | null,"company"?: string | null,"created_at"?: string,"employee_no"?: string | null,"error_code"?: string | null,"error_details"?: Json | null,"grant_id"?: string | null,"id"?: never,"import_id"?: string | null,"import_name"?: string | null,"member_id"?: string | null,"note"?: string | null,"points"?: number | null,"programme"?: string | null,"row_no"?: number | null,"status"?: string,"tenant_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "grant_is_of_the_same_tenant"
      columns: ["tenant_id","grant_id"]
isOneToOne: false
      referencedRelation: "grants"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "import_is_of_the_same_tenant"
      columns: ["tenant_id","import_id"]
isOneToOne: false
      referencedRelation: "grant_imports"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "member_is_of_the_same_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"grant_imports": {
                  Row: {
                    "actor_id": string | null,"budget_account_id": string | null,"created_at": string,"created_by": string | null,"error_code": string | null,"error_details": Json | null,"id": string,"idempotency_key": string | null,"name": string,"note": string | null,"programme_id": string,"request_hash": string | null,"state": string,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"budget_account_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"error_code"?: string | null,"error_details"?: Json | null,"id"?: string,"idempotency_key"?: string | null,"name": string,"note"?: string | null,"programme_id": string,"request_hash"?: string | null,"state"?: string,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "actor_id"?: string | null,"budget_account_id"?: string | null,"created_at"?: string,"created_by"?: string | null,"error_code"?: string | null,"error_details"?: Json | null,"id"?: string,"idempotency_key"?: string | null,"name"?: string,"note"?: string | null,"programme_id"?: string,"request_hash"?: string | null,"state"?: string,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "budget_is_of_the_same_tenant"
      columns: ["tenant_id","budget_account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "created_by_is_of_the_same_tenant"
      columns: ["tenant_id","created_by"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "grant_imports_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "programme_is_of_the_same_tenant"
      columns: ["tenant_id","programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"grant_lines": {
                  Row: {
                    "amount": number,"grant_id": string,"line_no": number,"note": string | null,"recipient_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "amount": number,"grant_id": string,"line_no": number,"note"?: string | null,"recipient_id": string,"tenant_id": string
                  }
                  Update: {
                    "amount"?: number,"grant_id"?: string,"line_no"?: number,"note"?: string | null,"recipient_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "grant_is_of_the_same_tenant"
      columns: ["tenant_id","grant_id"]
isOneToOne: false
      referencedRelation: "grants"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"grant_occasions": {
                  Row: {
                    "created_at": string,"grant_id": string | null,"member_id": string,"occasion": string,"period": string,"points": number,"schedule_id": string,"skipped_code": string | null,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"grant_id"?: string | null,"member_id": string,"occasion": string,"period": string,"points": number,"schedule_id": string,"skipped_code"?: string | null,"tenant_id": string
                  }
                  Update: {
                    "created_at"?: string,"grant_id"?: string | null,"member_id"?: string,"occasion"?: string,"period"?: string,"points"?: number,"schedule_id"?: string,"skipped_code"?: string | null,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "grant_is_of_the_same_tenant"
      columns: ["tenant_id","grant_id"]
isOneToOne: false
      referencedRelation: "grants"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "member_is_of_the_same_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "schedule_is_of_the_same_tenant"
      columns: ["tenant_id","schedule_id"]
isOneToOne: false
      referencedRelation: "grant_schedules"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"grant_revocations": {
                  Row: {
                    "actor_id": string | null,"batch_id": string,"created_at": string,"debt_points": number | null,"id": string,"idempotency_key": string,"members": number,"reason": string,"request_hash": string,"returned_points": number | null,"revoked_by": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"batch_id": string,"created_at"?: string,"debt_points"?: number | null,"id"?: string,"idempotency_key": string,"members": number,"reason": string,"request_hash": string,"returned_points"?: number | null,"revoked_by": string,"tenant_id": string
                  }
                  Update: {
                    "actor_id"?: string | null,"batch_id"?: string,"created_at"?: string,"debt_points"?: number | null,"id"?: string,"idempotency_key"?: string,"members"?: number,"reason"?: string,"request_hash"?: string,"returned_points"?: number | null,"revoked_by"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "revoked_by_is_of_the_same_tenant"
      columns: ["tenant_id","revoked_by"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"grant_schedule_runs": {
                  Row: {
                    "attempts": number,"created_at": string,"day": string,"error_code": string | null,"error_details": Json | null,"grant_id": string | null,"id": string,"last_at": string,"people": number,"points": number,"schedule_id": string,"skipped": number,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "attempts"?: number,"created_at"?: string,"day": string,"error_code"?: string | null,"error_details"?: Json | null,"grant_id"?: string | null,"id"?: string,"last_at"?: string,"people": number,"points": number,"schedule_id": string,"skipped"?: number,"tenant_id": string
                  }
                  Update: {
                    "attempts"?: number,"created_at"?: string,"day"?: string,"error_code"?: string | null,"error_details"?: Json | null,"grant_id"?: string | null,"id"?: string,"last_at"?: string,"people"?: number,"points"?: number,"schedule_id"?: string,"skipped"?: number,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "grant_is_of_the_same_tenant"
      columns: ["tenant_id","grant_id"]
isOneToOne: false
      referencedRelation: "grants"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "schedule_is_of_the_same_tenant"
      columns: ["tenant_id","schedule_id"]
isOneToOne: false
      referencedRelation: "grant_schedules"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"grant_schedules": {
                  Row: {
                    "active": boolean,"amount": number,"amount_per_year": number | null,"audience_id": string | null,"audience_kind": string,"budget_account_id": string | null,"created_at": string,"day_of_month": number | null,"days_ahead": number,"department_id": string | null,"festival_dates": (string)[] | null,"group_id": string | null,"id": string,"kind": string,"leap_day": string,"looked_at": string | null,"min_service_days": number | null,"name": string,"note": string | null,"programme_id": string,"starts_on": string,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "active"?: boolean,"amount": number,"amount_per_year"?: number | null,"audience_id"?: string | null,"audience_kind"?: string,"budget_account_id"?: string | null,"created_at"?: string,"day_of_month"?: number | null,"days_ahead"?: number,"department_id"?: never,"festival_dates"?: (string)[] | null,"group_id"?: never,"id"?: string,"kind": string,"leap_day"?: string,"looked_at"?: string | null,"min_service_days"?: number | null,"name": string,"note"?: string | null,"programme_id": string,"starts_on": string,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "active"?: boolean,"amount"?: number,"amount_per_year"?: number | null,"audience_id"?: string | null,"audience_kind"?: string,"budget_account_id"?: string | null,"created_at"?: string,"day_of_month"?: number | null,"days_ahead"?: number,"department_id"?: never,"festival_dates"?: (string)[] | null,"group_id"?: never,"id"?: string,"kind"?: string,"leap_day"?: string,"looked_at"?: string | null,"min_service_days"?: number | null,"name"?: string,"note"?: string | null,"programme_id"?: string,"starts_on"?: string,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "budget_is_of_the_same_tenant"
      columns: ["tenant_id","budget_account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "department_is_of_the_same_tenant"
      columns: ["tenant_id","department_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "grant_schedules_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "group_is_of_the_same_tenant"
      columns: ["tenant_id","group_id"]
isOneToOne: false
      referencedRelation: "groups"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "programme_is_of_the_same_tenant"
      columns: ["tenant_id","programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"grants": {
                  Row: {
                    "actor_id": string | null,"budget_account_id": string,"budget_left": number,"created_at": string,"granted_by": string | null,"id": string,"idempotency_key": string | null,"import_id": string | null,"note": string | null,"programme_id": string,"recipients": number,"request_hash": string | null,"schedule_id": string | null,"source": string,"tenant_id": string,"total_points": number
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"budget_account_id": string,"budget_left": number,"created_at"?: string,"granted_by"?: string | null,"id"?: string,"idempotency_key"?: string | null,"import_id"?: string | null,"note"?: string | null,"programme_id": string,"recipients": number,"request_hash"?: string | null,"schedule_id"?: string | null,"source"?: string,"tenant_id": string,"total_points": number
                  }
                  Update: {
                    "actor_id"?: string | null,"budget_account_id"?: string,"budget_left"?: number,"created_at"?: string,"granted_by"?: string | null,"id"?: string,"idempotency_key"?: string | null,"import_id"?: string | null,"note"?: string | null,"programme_id"?: string,"recipients"?: number,"request_hash"?: string | null,"schedule_id"?: string | null,"source"?: string,"tenant_id"?: string,"total_points"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "budget_is_of_the_same_tenant"
      columns: ["tenant_id","budget_account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "granted_by_is_of_the_same_tenant"
      columns: ["tenant_id","granted_by"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "import_is_of_the_same_tenant"
      columns: ["tenant_id","import_id"]
isOneToOne: false
      referencedRelation: "grant_imports"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "programme_is_of_the_same_tenant"
      columns: ["tenant_id","programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "schedule_is_of_the_same_tenant"
      columns: ["tenant_id","schedule_id"]
isOneToOne: false
      referencedRelation: "grant_schedules"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"group_members": {
                  Row: {
                    "created_at": string,"group_id": string,"member_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"group_id": string,"member_id": string,"tenant_id": string
                  }
                  Update: {
                    "created_at"?: string,"group_id"?: string,"member_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "group_is_of_the_same_tenant"
      columns: ["tenant_id","group_id"]
isOneToOne: false
      referencedRelation: "groups"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "member_is_of_the_same_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"groups": {
                  Row: {
                    "created_at": string,"id": string,"name": string,"tenant_id": string,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name": string,"tenant_id": string,"translations"?: NonNullable<Json>
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string,"tenant_id"?: string,"translations"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "groups_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"home_modules": {
                  Row: {
                    "config": NonNullable<Json>,"id": string,"kind": string,"position": number,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "config"?: NonNullable<Json>,"id"?: string,"kind": string,"position": number,"tenant_id": string
                  }
                  Update: {
                    "config"?: NonNullable<Json>,"id"?: string,"kind"?: string,"position"?: number,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "home_modules_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"ledger_accounts": {
                  Row: {
                    "balance": number | null,"created_at": string,"id": string,"kind": string,"owner_id": string,"owner_kind": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "balance"?: number | null,"created_at"?: string,"id"?: string,"kind": string,"owner_id": string,"owner_kind": string,"tenant_id": string
                  }
                  Update: {
                    "balance"?: number | null,"created_at"?: string,"id"?: string,"kind"?: string,"owner_id"?: string,"owner_kind"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "ledger_accounts_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"ledger_seals": {
                  Row: {
                    "day": string,"previous_root": string | null,"root": string,"sealed_at": string,"tenant_id": string,"transactions": number,"transfers": number
                  }
                  ComputedFields: never
                  Insert: {
                    "day": string,"previous_root"?: string | null,"root": string,"sealed_at"?: string,"tenant_id": string,"transactions": number,"transfers": number
                  }
                  Update: {
                    "day"?: string,"previous_root"?: string | null,"root"?: string,"sealed_at"?: string,"tenant_id"?: string,"transactions"?: number,"transfers"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "ledger_seals_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"ledger_transactions": {
                  Row: {
                    "account_id": string,"actor_id": string | null,"amount": number,"answer": Json | null,"balance_after": number | null,"created_at": string,"grant_id": string | null,"id": string,"idempotency_key": string | null,"kind": string,"note": string | null,"order_id": string | null,"programme_id": string | null,"request_hash": string | null,"seq": number,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"actor_id"?: string | null,"amount": number,"answer"?: Json | null,"balance_after"?: number | null,"created_at"?: string,"grant_id"?: string | null,"id"?: string,"idempotency_key"?: string | null,"kind": string,"note"?: string | null,"order_id"?: string | null,"programme_id"?: string | null,"request_hash"?: string | null,"seq"?: never,"tenant_id": string
                  }
                  Update: {
                    "account_id"?: string,"actor_id"?: string | null,"amount"?: number,"answer"?: Json | null,"balance_after"?: number | null,"created_at"?: string,"grant_id"?: string | null,"id"?: string,"idempotency_key"?: string | null,"kind"?: string,"note"?: string | null,"order_id"?: string | null,"programme_id"?: string | null,"request_hash"?: string | null,"seq"?: never,"tenant_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"ledger_transfers": {
                  Row: {
                    "amount": number,"from_account_id": string,"line_no": number | null,"lot_id": string | null,"tenant_id": string,"to_account_id": string,"transaction_id": string,"transfer_no": number
                  }
                  ComputedFields: never
                  Insert: {
                    "amount": number,"from_account_id": string,"line_no"?: number | null,"lot_id"?: string | null,"tenant_id": string,"to_account_id": string,"transaction_id": string,"transfer_no": number
                  }
                  Update: {
                    "amount"?: number,"from_account_id"?: string,"line_no"?: number | null,"lot_id"?: string | null,"tenant_id"?: string,"to_account_id"?: string,"transaction_id"?: string,"transfer_no"?: number
                  }
                  Relationships: [
                    
                  ]
                },"legal_entities": {
                  Row: {
                    "created_at": string,"id": string,"name": string,"registration_no": string | null,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"id"?: string,"name": string,"registration_no"?: string | null,"tenant_id": string
                  }
                  Update: {
                    "created_at"?: string,"id"?: string,"name"?: string,"registration_no"?: string | null,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "legal_entities_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"member_contacts": {
                  Row: {
                    "birthday": string | null,"member_id": string,"phone": string | null,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "birthday"?: string | null,"member_id": string,"phone"?: string | null,"tenant_id": string
                  }
                  Update: {
                    "birthday"?: string | null,"member_id"?: string,"phone"?: string | null,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "member_is_of_the_same_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: true
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"member_roles": {
                  Row: {
                    "created_at": string,"department_id": string | null,"group_id": string | null,"id": string,"member_id": string,"role": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"department_id"?: string | null,"group_id"?: string | null,"id"?: string,"member_id": string,"role": string,"tenant_id": string
                  }
                  Update: {
                    "created_at"?: string,"department_id"?: string | null,"group_id"?: string | null,"id"?: string,"member_id"?: string,"role"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "department_is_of_the_same_tenant"
      columns: ["tenant_id","department_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "group_is_of_the_same_tenant"
      columns: ["tenant_id","group_id"]
isOneToOne: false
      referencedRelation: "groups"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "member_is_of_the_same_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"members": {
                  Row: {
                    "created_at": string,"departed_on": string | null,"department_id": string,"employee_no": string,"hired_on": string | null,"id": string,"legal_entity_id": string,"name": string,"status": string,"tenant_id": string,"updated_at": string,"user_id": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "created_at"?: string,"departed_on"?: string | null,"department_id": string,"employee_no": string,"hired_on"?: string | null,"id"?: string,"legal_entity_id": string,"name": string,"status"?: string,"tenant_id": string,"updated_at"?: string,"user_id"?: string | null
                  }
                  Update: {
                    "created_at"?: string,"departed_on"?: string | null,"department_id"?: string,"employee_no"?: string,"hired_on"?: string | null,"id"?: string,"legal_entity_id"?: string,"name"?: string,"status"?: string,"tenant_id"?: string,"updated_at"?: string,"user_id"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "department_is_of_the_same_tenant"
      columns: ["tenant_id","department_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "legal_entity_is_of_the_same_tenant"
      columns: ["tenant_id","legal_entity_id"]
isOneToOne: false
      referencedRelation: "legal_entities"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "members_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"notifications": {
                  Row: {
                    "account_id": string,"created_at": string,"dedupe_key": string,"id": string,"kind": string,"params": NonNullable<Json>,"read_at": string | null,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"created_at"?: string,"dedupe_key": string,"id"?: string,"kind": string,"params"?: NonNullable<Json>,"read_at"?: string | null,"tenant_id": string
                  }
                  Update: {
                    "account_id"?: string,"created_at"?: string,"dedupe_key"?: string,"id"?: string,"kind"?: string,"params"?: NonNullable<Json>,"read_at"?: string | null,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "account_is_of_the_same_tenant"
      columns: ["tenant_id","account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"offers": {
                  Row: {
                    "audience_id": string,"audience_kind": string,"card_batch_id": string | null,"created_at": string,"department_id": string | null,"group_id": string | null,"id": string,"max_per_buyer": number | null,"max_per_order": number | null,"on_sale": boolean,"price_points": number,"product_id": string,"sku_id": string,"status": string,"tenant_id": string,"valid_from": string,"valid_to": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "audience_id": string,"audience_kind": string,"card_batch_id"?: never,"created_at"?: string,"department_id"?: never,"group_id"?: never,"id"?: string,"max_per_buyer"?: number | null,"max_per_order"?: number | null,"on_sale": boolean,"price_points": number,"product_id": string,"sku_id": string,"status"?: string,"tenant_id": string,"valid_from"?: string,"valid_to"?: string | null
                  }
                  Update: {
                    "audience_id"?: string,"audience_kind"?: string,"card_batch_id"?: never,"created_at"?: string,"department_id"?: never,"group_id"?: never,"id"?: string,"max_per_buyer"?: number | null,"max_per_order"?: number | null,"on_sale"?: boolean,"price_points"?: number,"product_id"?: string,"sku_id"?: string,"status"?: string,"tenant_id"?: string,"valid_from"?: string,"valid_to"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "card_batch_of_the_tenant"
      columns: ["tenant_id","card_batch_id"]
isOneToOne: false
      referencedRelation: "card_batches"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "department_of_the_tenant"
      columns: ["tenant_id","department_id"]
isOneToOne: false
      referencedRelation: "departments"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "group_of_the_tenant"
      columns: ["tenant_id","group_id"]
isOneToOne: false
      referencedRelation: "groups"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "offers_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "sku_with_its_product"
      columns: ["sku_id","product_id"]
isOneToOne: false
      referencedRelation: "skus"
      referencedColumns: ["id","product_id"]
    }
                  ]
                },"order_events": {
                  Row: {
                    "actor": string,"at": string,"from_state": string | null,"id": string,"note": string | null,"order_id": string,"seq": number,"tenant_id": string,"to_state": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actor": string,"at"?: string,"from_state"?: string | null,"id"?: string,"note"?: string | null,"order_id": string,"seq"?: never,"tenant_id": string,"to_state": string
                  }
                  Update: {
                    "actor"?: string,"at"?: string,"from_state"?: string | null,"id"?: string,"note"?: string | null,"order_id"?: string,"seq"?: never,"tenant_id"?: string,"to_state"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_of_the_tenant"
      columns: ["tenant_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"order_lines": {
                  Row: {
                    "counts_for_buyer": boolean,"image_path": string | null,"line_no": number,"name": string,"offer_id": string | null,"options": NonNullable<Json>,"order_id": string,"product_id": string,"quantity": number,"sku_id": string,"tenant_id": string,"total_points": number,"translations": NonNullable<Json>,"unit_points": number
                  }
                  ComputedFields: never
                  Insert: {
                    "counts_for_buyer"?: boolean,"image_path"?: string | null,"line_no": number,"name": string,"offer_id"?: string | null,"options": NonNullable<Json>,"order_id": string,"product_id": string,"quantity": number,"sku_id": string,"tenant_id": string,"total_points"?: never,"translations": NonNullable<Json>,"unit_points": number
                  }
                  Update: {
                    "counts_for_buyer"?: boolean,"image_path"?: string | null,"line_no"?: number,"name"?: string,"offer_id"?: string | null,"options"?: NonNullable<Json>,"order_id"?: string,"product_id"?: string,"quantity"?: number,"sku_id"?: string,"tenant_id"?: string,"total_points"?: never,"translations"?: NonNullable<Json>,"unit_points"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "order_of_the_tenant"
      columns: ["tenant_id","order_id"]
isOneToOne: false
      referencedRelation: "orders"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"order_transitions": {
                  Row: {
                    "actors": (string)[],"from_state": string,"to_state": string
                  }
                  ComputedFields: never
                  Insert: {
                    "actors": (string)[],"from_state": string,"to_state": string
                  }
                  Update: {
                    "actors"?: (string)[],"from_state"?: string,"to_state"?: string
                  }
                  Relationships: [
                    
                  ]
                },"orders": {
                  Row: {
                    "address": Json | null,"buyer_id": string,"card_id": string | null,"entitlement_id": string | null,"id": string,"idempotency_key": string,"member_id": string | null,"note": string | null,"order_no": string,"placed_at": string,"refunded_points": number,"request_hash": string,"state": string,"tenant_id": string,"total_points": number,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "address"?: Json | null,"buyer_id"?: never,"card_id"?: string | null,"entitlement_id"?: string | null,"id"?: string,"idempotency_key": string,"member_id"?: string | null,"note"?: string | null,"order_no"?: string,"placed_at"?: string,"refunded_points"?: number,"request_hash": string,"state": string,"tenant_id": string,"total_points": number,"updated_at"?: string
                  }
                  Update: {
                    "address"?: Json | null,"buyer_id"?: never,"card_id"?: string | null,"entitlement_id"?: string | null,"id"?: string,"idempotency_key"?: string,"member_id"?: string | null,"note"?: string | null,"order_no"?: string,"placed_at"?: string,"refunded_points"?: number,"request_hash"?: string,"state"?: string,"tenant_id"?: string,"total_points"?: number,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                },"pack_choices": {
                  Row: {
                    "delivered_sku_id": string,"entitlement_id": string,"line_no": number,"order_id": string,"returned_at": string | null,"section_no": number,"sku_id": string,"tenant_id": string,"units": number,"use_no": number
                  }
                  ComputedFields: never
                  Insert: {
                    "delivered_sku_id": string,"entitlement_id": string,"line_no": number,"order_id": string,"returned_at"?: string | null,"section_no": number,"sku_id": string,"tenant_id": string,"units": number,"use_no": number
                  }
                  Update: {
                    "delivered_sku_id"?: string,"entitlement_id"?: string,"line_no"?: number,"order_id"?: string,"returned_at"?: string | null,"section_no"?: number,"sku_id"?: string,"tenant_id"?: string,"units"?: number,"use_no"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "entitlement_of_the_tenant"
      columns: ["tenant_id","entitlement_id"]
isOneToOne: false
      referencedRelation: "pack_entitlements"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "line_of_the_order"
      columns: ["tenant_id","order_id","line_no"]
isOneToOne: true
      referencedRelation: "order_lines"
      referencedColumns: ["tenant_id","order_id","line_no"]
    }
                  ]
                },"pack_entitlements": {
                  Row: {
                    "card_id": string | null,"created_at": string,"grant_id": string,"holder_id": string,"id": string,"member_id": string | null,"pack_id": string,"returned_points": number,"state": string,"tenant_id": string,"updated_at": string,"uses_begun": number,"uses_done": number,"uses_total": number,"valid_until": string,"value_points": number
                  }
                  ComputedFields: never
                  Insert: {
                    "card_id"?: string | null,"created_at"?: string,"grant_id": string,"holder_id"?: never,"id"?: string,"member_id"?: string | null,"pack_id": string,"returned_points"?: number,"state"?: string,"tenant_id": string,"updated_at"?: string,"uses_begun"?: number,"uses_done"?: number,"uses_total": number,"valid_until": string,"value_points": number
                  }
                  Update: {
                    "card_id"?: string | null,"created_at"?: string,"grant_id"?: string,"holder_id"?: never,"id"?: string,"member_id"?: string | null,"pack_id"?: string,"returned_points"?: number,"state"?: string,"tenant_id"?: string,"updated_at"?: string,"uses_begun"?: number,"uses_done"?: number,"uses_total"?: number,"valid_until"?: string,"value_points"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "card_of_the_tenant"
      columns: ["tenant_id","card_id"]
isOneToOne: false
      referencedRelation: "cards"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "grant_of_the_tenant"
      columns: ["tenant_id","grant_id"]
isOneToOne: false
      referencedRelation: "pack_grants"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "member_of_the_tenant"
      columns: ["tenant_id","member_id"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "pack_of_the_tenant"
      columns: ["tenant_id","pack_id"]
isOneToOne: false
      referencedRelation: "packs"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"pack_grants": {
                  Row: {
                    "actor_id": string | null,"budget_account_id": string,"budget_left": number,"created_at": string,"entitlements": number,"granted_by": string | null,"id": string,"idempotency_key": string | null,"note": string | null,"pack_id": string,"request_hash": string | null,"source": string,"tenant_id": string,"total_points": number,"uses": number,"void_reason": string | null,"voided_at": string | null,"voided_by": string | null
                  }
                  ComputedFields: never
                  Insert: {
                    "actor_id"?: string | null,"budget_account_id": string,"budget_left": number,"created_at"?: string,"entitlements": number,"granted_by"?: string | null,"id"?: string,"idempotency_key"?: string | null,"note"?: string | null,"pack_id": string,"request_hash"?: string | null,"source": string,"tenant_id": string,"total_points": number,"uses": number,"void_reason"?: string | null,"voided_at"?: string | null,"voided_by"?: string | null
                  }
                  Update: {
                    "actor_id"?: string | null,"budget_account_id"?: string,"budget_left"?: number,"created_at"?: string,"entitlements"?: number,"granted_by"?: string | null,"id"?: string,"idempotency_key"?: string | null,"note"?: string | null,"pack_id"?: string,"request_hash"?: string | null,"source"?: string,"tenant_id"?: string,"total_points"?: number,"uses"?: number,"void_reason"?: string | null,"voided_at"?: string | null,"voided_by"?: string | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "budget_of_the_tenant"
      columns: ["tenant_id","budget_account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "granter_of_the_tenant"
      columns: ["tenant_id","granted_by"]
isOneToOne: false
      referencedRelation: "members"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "pack_of_the_tenant"
      columns: ["tenant_id","pack_id"]
isOneToOne: false
      referencedRelation: "packs"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"pack_items": {
                  Row: {
                    "max_units": number | null,"min_units": number,"pack_id": string,"position": number,"section_no": number,"sku_id": string,"tenant_id": string,"units": number | null,"value_points": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "max_units"?: number | null,"min_units"?: number,"pack_id": string,"position"?: number,"section_no": number,"sku_id": string,"tenant_id": string,"units"?: number | null,"value_points"?: number | null
                  }
                  Update: {
                    "max_units"?: number | null,"min_units"?: number,"pack_id"?: string,"position"?: number,"section_no"?: number,"sku_id"?: string,"tenant_id"?: string,"units"?: number | null,"value_points"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "pack_items_sku_id_fkey"
      columns: ["sku_id"]
isOneToOne: false
      referencedRelation: "skus"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "section_of_the_pack"
      columns: ["tenant_id","pack_id","section_no"]
isOneToOne: false
      referencedRelation: "pack_sections"
      referencedColumns: ["tenant_id","pack_id","section_no"]
    }
                  ]
                },"pack_sections": {
                  Row: {
                    "amount_points": number | null,"choose_count": number | null,"kind": string,"pack_id": string,"section_no": number,"tenant_id": string,"title": string,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "amount_points"?: number | null,"choose_count"?: number | null,"kind": string,"pack_id": string,"section_no": number,"tenant_id": string,"title"?: string,"translations"?: NonNullable<Json>
                  }
                  Update: {
                    "amount_points"?: number | null,"choose_count"?: number | null,"kind"?: string,"pack_id"?: string,"section_no"?: number,"tenant_id"?: string,"title"?: string,"translations"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "pack_of_the_tenant"
      columns: ["tenant_id","pack_id"]
isOneToOne: false
      referencedRelation: "packs"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"packs": {
                  Row: {
                    "allow_swaps": boolean,"created_at": string,"greeting": string,"id": string,"picture_path": string | null,"signature": string,"status": string,"tenant_id": string,"theme": string,"title": string,"translations": NonNullable<Json>,"updated_at": string,"uses": number,"valid_days": number | null,"valid_until": string | null,"value_points": number
                  }
                  ComputedFields: never
                  Insert: {
                    "allow_swaps"?: boolean,"created_at"?: string,"greeting"?: string,"id"?: string,"picture_path"?: string | null,"signature"?: string,"status"?: string,"tenant_id": string,"theme"?: string,"title": string,"translations"?: NonNullable<Json>,"updated_at"?: string,"uses"?: number,"valid_days"?: number | null,"valid_until"?: string | null,"value_points": number
                  }
                  Update: {
                    "allow_swaps"?: boolean,"created_at"?: string,"greeting"?: string,"id"?: string,"picture_path"?: string | null,"signature"?: string,"status"?: string,"tenant_id"?: string,"theme"?: string,"title"?: string,"translations"?: NonNullable<Json>,"updated_at"?: string,"uses"?: number,"valid_days"?: number | null,"valid_until"?: string | null,"value_points"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "packs_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"point_debts": {
                  Row: {
                    "account_id": string,"amount": number,"budget_account_id": string,"created_at": string,"grant_id": string,"id": string,"lot_id": string,"revocation_id": string,"settled": number,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"amount": number,"budget_account_id": string,"created_at"?: string,"grant_id": string,"id"?: string,"lot_id": string,"revocation_id": string,"settled"?: number,"tenant_id": string
                  }
                  Update: {
                    "account_id"?: string,"amount"?: number,"budget_account_id"?: string,"created_at"?: string,"grant_id"?: string,"id"?: string,"lot_id"?: string,"revocation_id"?: string,"settled"?: number,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "account_is_of_the_same_tenant"
      columns: ["tenant_id","account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "budget_is_of_the_same_tenant"
      columns: ["tenant_id","budget_account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "grant_is_of_the_same_tenant"
      columns: ["tenant_id","grant_id"]
isOneToOne: false
      referencedRelation: "grants"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "lot_is_of_the_same_tenant"
      columns: ["tenant_id","lot_id"]
isOneToOne: true
      referencedRelation: "point_lots"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "revocation_is_of_the_same_tenant"
      columns: ["tenant_id","revocation_id"]
isOneToOne: false
      referencedRelation: "grant_revocations"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"point_lots": {
                  Row: {
                    "account_id": string,"created_at": string,"expires_at": string,"grant_id": string,"granted": number,"has_points": boolean,"id": string,"programme_id": string,"remaining": number,"revoked_at": string | null,"scope": string,"scope_ids": (string)[],"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "account_id": string,"created_at"?: string,"expires_at": string,"grant_id": string,"granted": number,"has_points"?: never,"id"?: string,"programme_id": string,"remaining": number,"revoked_at"?: string | null,"scope"?: string,"scope_ids"?: (string)[],"tenant_id": string
                  }
                  Update: {
                    "account_id"?: string,"created_at"?: string,"expires_at"?: string,"grant_id"?: string,"granted"?: number,"has_points"?: never,"id"?: string,"programme_id"?: string,"remaining"?: number,"revoked_at"?: string | null,"scope"?: string,"scope_ids"?: (string)[],"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "account_is_of_the_same_tenant"
      columns: ["tenant_id","account_id"]
isOneToOne: false
      referencedRelation: "ledger_accounts"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "grant_is_of_the_same_tenant"
      columns: ["tenant_id","grant_id"]
isOneToOne: false
      referencedRelation: "grants"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "programme_is_of_the_same_tenant"
      columns: ["tenant_id","programme_id"]
isOneToOne: false
      referencedRelation: "programmes"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"product_media": {
                  Row: {
                    "alt": string,"id": string,"path": string,"position": number,"product_id": string,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "alt"?: string,"id"?: string,"path": string,"position"?: number,"product_id": string,"translations"?: NonNullable<Json>
                  }
                  Update: {
                    "alt"?: string,"id"?: string,"path"?: string,"position"?: number,"product_id"?: string,"translations"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_media_product_id_fkey"
      columns: ["product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["id"]
    }
                  ]
                },"product_popularity": {
                  Row: {
                    "product_id": string,"tenant_id": string,"units": number
                  }
                  ComputedFields: never
                  Insert: {
                    "product_id": string,"tenant_id": string,"units": number
                  }
                  Update: {
                    "product_id"?: string,"tenant_id"?: string,"units"?: number
                  }
                  Relationships: [
                    {
      foreignKeyName: "product_popularity_product_id_fkey"
      columns: ["product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "product_popularity_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"products": {
                  Row: {
                    "brand": string,"category_id": string,"created_at": string,"description": string,"featured": number,"id": string,"keywords": (string)[],"kind": string,"name": string,"option_names": NonNullable<Json>,"search_grams": (string)[],"search_name": string,"search_text": string,"status": string,"subtitle": string,"supplier_id": string | null,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "brand"?: string,"category_id": string,"created_at"?: string,"description"?: string,"featured"?: number,"id"?: string,"keywords"?: (string)[],"kind"?: string,"name": string,"option_names"?: NonNullable<Json>,"search_grams"?: never,"search_name"?: never,"search_text"?: never,"status"?: string,"subtitle"?: string,"supplier_id"?: string | null,"translations"?: NonNullable<Json>
                  }
                  Update: {
                    "brand"?: string,"category_id"?: string,"created_at"?: string,"description"?: string,"featured"?: number,"id"?: string,"keywords"?: (string)[],"kind"?: string,"name"?: string,"option_names"?: NonNullable<Json>,"search_grams"?: never,"search_name"?: never,"search_text"?: never,"status"?: string,"subtitle"?: string,"supplier_id"?: string | null,"translations"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "products_category_id_fkey"
      columns: ["category_id"]
isOneToOne: false
      referencedRelation: "categories"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "products_supplier_id_fkey"
      columns: ["supplier_id"]
isOneToOne: false
      referencedRelation: "suppliers"
      referencedColumns: ["id"]
    }
                  ]
                },"programmes": {
                  Row: {
                    "cap_period": string,"cap_points": number | null,"created_at": string,"expiry_policy": string,"id": string,"name": string,"occasion": string,"refund_policy": string | null,"refund_restore_days": number | null,"scope": string,"scope_ids": (string)[],"status": string,"tenant_id": string,"translations": NonNullable<Json>,"updated_at": string,"valid_until": string | null,"validity_days": number | null,"validity_kind": string,"validity_months": number | null
                  }
                  ComputedFields: never
                  Insert: {
                    "cap_period"?: string,"cap_points"?: number | null,"created_at"?: string,"expiry_policy"?: string,"id"?: string,"name": string,"occasion": string,"refund_policy"?: string | null,"refund_restore_days"?: number | null,"scope"?: string,"scope_ids"?: (string)[],"status"?: string,"tenant_id": string,"translations"?: NonNullable<Json>,"updated_at"?: string,"valid_until"?: string | null,"validity_days"?: number | null,"validity_kind": string,"validity_months"?: number | null
                  }
                  Update: {
                    "cap_period"?: string,"cap_points"?: number | null,"created_at"?: string,"expiry_policy"?: string,"id"?: string,"name"?: string,"occasion"?: string,"refund_policy"?: string | null,"refund_restore_days"?: number | null,"scope"?: string,"scope_ids"?: (string)[],"status"?: string,"tenant_id"?: string,"translations"?: NonNullable<Json>,"updated_at"?: string,"valid_until"?: string | null,"validity_days"?: number | null,"validity_kind"?: string,"validity_months"?: number | null
                  }
                  Relationships: [
                    {
      foreignKeyName: "programmes_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"purchase_counters": {
                  Row: {
                    "buyer_id": string,"offer_id": string,"tenant_id": string,"units": number
                  }
                  ComputedFields: never
                  Insert: {
                    "buyer_id": string,"offer_id": string,"tenant_id": string,"units": number
                  }
                  Update: {
                    "buyer_id"?: string,"offer_id"?: string,"tenant_id"?: string,"units"?: number
                  }
                  Relationships: [
                    
                  ]
                },"refund_rules": {
                  Row: {
                    "policy": string,"restore_days": number | null,"state": string,"tenant_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "policy": string,"restore_days"?: number | null,"state": string,"tenant_id": string,"updated_at"?: string
                  }
                  Update: {
                    "policy"?: string,"restore_days"?: number | null,"state"?: string,"tenant_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "refund_rules_tenant_id_fkey"
      columns: ["tenant_id"]
isOneToOne: false
      referencedRelation: "tenants"
      referencedColumns: ["id"]
    }
                  ]
                },"revoked_lots": {
                  Row: {
                    "lot_id": string,"owed": number,"returned": number,"revocation_id": string,"tenant_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "lot_id": string,"owed": number,"returned": number,"revocation_id": string,"tenant_id": string
                  }
                  Update: {
                    "lot_id"?: string,"owed"?: number,"returned"?: number,"revocation_id"?: string,"tenant_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "lot_is_of_the_same_tenant"
      columns: ["tenant_id","lot_id"]
isOneToOne: true
      referencedRelation: "point_lots"
      referencedColumns: ["tenant_id","id"]
    },{
      foreignKeyName: "revocation_is_of_the_same_tenant"
      columns: ["tenant_id","revocation_id"]
isOneToOne: false
      referencedRelation: "grant_revocations"
      referencedColumns: ["tenant_id","id"]
    }
                  ]
                },"sku_costs": {
                  Row: {
                    "cost_minor": number,"currency": string,"sku_id": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "cost_minor": number,"currency"?: string,"sku_id": string,"updated_at"?: string
                  }
                  Update: {
                    "cost_minor"?: number,"currency"?: string,"sku_id"?: string,"updated_at"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "sku_costs_sku_id_fkey"
      columns: ["sku_id"]
isOneToOne: true
      referencedRelation: "skus"
      referencedColumns: ["id"]
    }
                  ]
                },"skus": {
                  Row: {
                    "code": string,"created_at": string,"currency": string,"id": string,"list_price_minor": number | null,"options": NonNullable<Json>,"position": number,"product_id": string,"status": string,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"created_at"?: string,"currency"?: string,"id"?: string,"list_price_minor"?: number | null,"options"?: NonNullable<Json>,"position"?: number,"product_id": string,"status"?: string,"translations"?: NonNullable<Json>
                  }
                  Update: {
                    "code"?: string,"created_at"?: string,"currency"?: string,"id"?: string,"list_price_minor"?: number | null,"options"?: NonNullable<Json>,"position"?: number,"product_id"?: string,"status"?: string,"translations"?: NonNullable<Json>
                  }
                  Relationships: [
                    {
      foreignKeyName: "skus_product_id_fkey"
      columns: ["product_id"]
isOneToOne: false
      referencedRelation: "products"
      referencedColumns: ["id"]
    }
                  ]
                },"stock": {
                  Row: {
                    "available": number,"bucket": number,"sku_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "available": number,"bucket"?: number,"sku_id": string
                  }
                  Update: {
                    "available"?: number,"bucket"?: number,"sku_id"?: string
                  }
                  Relationships: [
                    {
      foreignKeyName: "stock_sku_id_fkey"
      columns: ["sku_id"]
isOneToOne: false
      referencedRelation: "skus"
      referencedColumns: ["id"]
    }
                  ]
                },"stock_movements": {
                  Row: {
                    "bucket": number,"created_at": string,"id": number,"note": string | null,"order_id": string | null,"quantity": number,"reason": string,"sku_id": string
                  }
                  ComputedFields: never
                  Insert: {
                    "bucket": number,"created_at"?: string,"id"?: never,"note"?: string | null,"order_id"?: string | null,"quantity": number,"reason": string,"sku_id": string
                  }
                  Update: {
                    "bucket"?: number,"created_at"?: string,"id"?: never,"note"?: string | null,"order_id"?: string | null,"quantity"?: number,"reason"?: string,"sku_id"?: string
                  }
                  Relationships: [
                    
                  ]
                },"suppliers": {
                  Row: {
                    "code": string,"contact_name": string | null,"contact_phone": string | null,"created_at": string,"id": string,"name": string,"status": string
                  }
                  ComputedFields: never
                  Insert: {
                    "code": string,"contact_name"?: string | null,"contact_phone"?: string | null,"created_at"?: string,"id"?: string,"name": string,"status"?: string
                  }
                  Update: {
                    "code"?: string,"contact_name"?: string | null,"contact_phone"?: string | null,"created_at"?: string,"id"?: string,"name"?: string,"status"?: string
                  }
                  Relationships: [
                    
                  ]
                },"tenants": {
                  Row: {
                    "card_prefix": string,"code": string,"created_at": string,"currency": string,"departure_keep_days": number,"departure_policy": string,"id": string,"logo_path": string | null,"name": string,"points_name": string,"points_unit": string,"rate_minor": number,"rate_points": number,"status": string,"theme": NonNullable<Json>,"time_zone": string,"translations": NonNullable<Json>,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                    "card_prefix"?: string,"code": string,"created_at"?: string,"currency"?: string,"departure_keep_days"?: number,"departure_policy"?: string,"id"?: string,"logo_path"?: string | null,"name": string,"points_name"?: string,"points_unit"?: string,"rate_minor"?: number,"rate_points"?: number,"status"?: string,"theme"?: NonNullable<Json>,"time_zone"?: string,"translations"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Update: {
                    "card_prefix"?: string,"code"?: string,"created_at"?: string,"currency"?: string,"departure_keep_days"?: number,"departure_policy"?: string,"id"?: string,"logo_path"?: string | null,"name"?: string,"points_name"?: string,"points_unit"?: string,"rate_minor"?: number,"rate_points"?: number,"status"?: string,"theme"?: NonNullable<Json>,"time_zone"?: string,"translations"?: NonNullable<Json>,"updated_at"?: string
                  }
                  Relationships: [
                    
                  ]
                }
          }
          Views: {
            "order_lots": {
                  Row: {
                    "expires_at": string,"lot_id": string,"order_id": string | null,"programme_name": string,"refunded": number | null,"spent": number | null,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                },"sku_offers": {
                  Row: {
                    "available": number | null,"max_per_buyer": number | null,"max_per_order": number | null,"offer_id": string,"price_points": number,"product_id": string,"sku_id": string
                  }
                  ComputedFields: never
                  Relationships: [
                    {
      foreignKeyName: "sku_with_its_product"
      columns: ["sku_id","product_id"]
isOneToOne: false
      referencedRelation: "skus"
      referencedColumns: ["id","product_id"]
    }
                  ]
                },"statement_entries": {
                  Row: {
                    "amount": number,"balance_after": number | null,"created_at": string,"kind": string,"note": string | null,"order_id": string | null,"order_no": string | null,"programme_id": string | null,"programme_name": string | null,"seq": number,"transaction_id": string,"translations": Json | null
                  }
                  ComputedFields: never
                  Insert: {
                           "amount"?: number | null,"balance_after"?: number | null,"created_at"?: string | null,"kind"?: string | null,"note"?: string | null,"order_id"?: string | null,"order_no"?: never,"programme_id"?: string | null,"programme_name"?: never,"seq"?: number | null,"transaction_id"?: string | null,"translations"?: never
                         }
                        Update: {
                           "amount"?: number | null,"balance_after"?: number | null,"created_at"?: string | null,"kind"?: string | null,"note"?: string | null,"order_id"?: string | null,"order_no"?: never,"programme_id"?: string | null,"programme_name"?: never,"seq"?: number | null,"transaction_id"?: string | null,"translations"?: never
                         }
                        Relationships: [
                    
                  ]
                },"statement_lots": {
                  Row: {
                    "amount": number | null,"expires_at": string,"lot_id": string,"programme_name": string,"transaction_id": string,"translations": NonNullable<Json>
                  }
                  ComputedFields: never
                  Relationships: [
                    
                  ]
                }
          }
          Functions: {
            "activate_cards":
{ Args: { "idempotency_key": string,"reason": string,"selection": Json }; Returns: Json
                           },
"activate_pack":
{ Args: { "pack_id": string }; Returns: Json
                           },
"add_import_rows":
{ Args: { "first_row": number,"import_id": string,"rows": Json }; Returns: Json
                           },
"advance_order":
{ Args: { "note"?: string,"order_id": string,"to_state": string }; Returns: Json
                           },
"allocate_budget":
{ Args: { "amount": number,"from_account": string,"idempotency_key": string,"to_owner": string }; Returns: Json
                           },
"authenticate_card":
{ Args: { "card_no": string,"pin": string,"source": string }; Returns: Json
                           },
"batch_flow":
{ Args: { "batch_id": string }; Returns: Json
                           },
"cancel_order":
{ Args: { "order_id": string }; Returns: Json
                           },
"continue_card_issue":
{ Args: { "issue_id": string,"max_cards"?: number }; Returns: Json
                           },
"continue_card_issues":
{ Args: { "max_cards"?: number }; Returns: Json
                           },
"continue_grant_imports":
{ Args: { "max_rows"?: number }; Returns: Json
                           },
"create_card_batch":
{ Args: { "face_value": number,"look"?: Json,"programme_id": string,"tenant_id": string,"title": string,"translations"?: Json,"valid_from": string,"valid_until": string }; Returns: Json
                           },
"delete_address":
{ Args: { "address_id": string }; Returns: Json
                           },
"expire_cards":
{ Args: { "max_cards"?: number }; Returns: Json
                           },
"expire_packs":
{ Args: { "max_entitlements"?: number }; Returns: Json
                           },
"expire_points":
{ Args: { "dry_run"?: boolean,"max_lots"?: number }; Returns: Json
                           },
"export_card_issue":
{ Args: { "issue_id": string,"part": number }; Returns: Json
                           },
"extend_cards":
{ Args: { "idempotency_key": string,"reason": string,"selection": Json,"valid_until": string }; Returns: Json
                           },
"freeze_cards":
{ Args: { "idempotency_key": string,"reason": string,"selection": Json }; Returns: Json
                           },
"grant_audiences":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"grant_batches":
{ Args: { "before"?: string }; Returns: Json
                           },
"grant_import_problems":
{ Args: { "after_row"?: number,"import_id": string }; Returns: Json
                           },
"grant_pack":
{ Args: { "budget_account"?: string,"idempotency_key": string,"note"?: string,"pack_id": string,"recipients": Json }; Returns: Json
                           },
"grant_points":
{ Args: { "budget_account"?: string,"grants": Json,"idempotency_key": string,"note"?: string,"programme_id": string }; Returns: Json
                           },
"invite_member":
{ Args: { "member_id": string,"tenant_id": string,"valid_for"?: string }; Returns: string
                           },
"issue_cards":
{ Args: { "batch_id": string,"count": number }; Returns: Json
                           },
"link_card_user":
{ Args: { "card_id": string,"user_id": string }; Returns: Json
                           },
"link_member_user":
{ Args: { "member_id": string,"user_id": string }; Returns: Json
                           },
"lot_history":
{ Args: { "lot_id": string }; Returns: Json
                           },
"mark_notifications_read":
{ Args: { "ids"?: (string)[] }; Returns: Json
                           },
"my_budgets":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_packs":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_profile":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"my_statement":
{ Args: { "before"?: number,"kinds"?: (string)[],"month"?: string,"page_size"?: number }; Returns: Json
                           },
"my_statement_months":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"notify_of_movements":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"offboard_member":
{ Args: { "idempotency_key": string,"member_id": string,"reason": string }; Returns: Json
                           },
"pack_detail":
{ Args: { "entitlement_id": string }; Returns: Json
                           },
"pack_swaps":
{ Args: { "entitlement_id": string,"section_no": number,"sku_id": string }; Returns: Json
                           },
"pack_usage":
{ Args: { "grant_id": string }; Returns: Json
                           },
"place_order":
{ Args: { "idempotency_key": string,"request": Json }; Returns: Json
                           },
"preview_grant":
{ Args: { "budget_account"?: string,"grants": Json,"programme_id": string }; Returns: Json
                           },
"preview_revocation":
{ Args: { "batch_id": string,"member_ids"?: (string)[] }; Returns: Json
                           },
"preview_schedule":
{ Args: { "days"?: number,"schedule_id": string }; Returns: Json
                           },
"quote_order":
{ Args: { "request": Json }; Returns: Json
                           },
"record_deposit":
{ Args: { "amount": number,"idempotency_key": string,"reference": string,"tenant_id": string }; Returns: Json
                           },
"redeem_invite":
{ Args: { "employee_no": string,"invite_code": string,"source": string,"tenant_code": string }; Returns: Json
                           },
"redeem_pack":
{ Args: { "entitlement_id": string,"idempotency_key": string,"request": Json }; Returns: Json
                           },
"refresh_product_popularity":
{ Args: Record<PropertyKey, never>; Returns: number
                           },
"remind_of_expiry":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"replace_card":
{ Args: { "card_id": string,"idempotency_key": string,"reason": string }; Returns: Json
                           },
"restock":
{ Args: { "buckets"?: number,"note"?: string,"quantity": number,"sku_id": string }; Returns: Json
                           },
"revoke_grant":
{ Args: { "batch_id": string,"idempotency_key": string,"member_ids"?: (string)[],"reason": string }; Returns: Json
                           },
"run_grant_import":
{ Args: { "import_id": string,"max_rows"?: number }; Returns: Json
                           },
"run_grant_schedules":
{ Args: { "company"?: string,"max_people"?: number }; Returns: Json
                           },
"save_address":
{ Args: { "address": Json }; Returns: Json
                           },
"save_card_batch":
{ Args: { "batch": Json }; Returns: Json
                           },
"save_cart":
{ Args: { "lines": Json }; Returns: Json
                           },
"save_grant_schedule":
{ Args: { "schedule": Json }; Returns: Json
                           },
"seal_ledger":
{ Args: { "tenant_id"?: string,"up_to"?: string }; Returns: Json
                           },
"search_products":
{ Args: { "category"?: string,"cursor"?: string,"query"?: string,"sort"?: string }; Returns: Json
                           },
"start_card_issue":
{ Args: { "batch_id": string,"count": number,"idempotency_key": string }; Returns: Json
                           },
"start_grant_import":
{ Args: { "budget_account"?: string,"idempotency_key": string,"name": string,"note"?: string,"programme_id": string }; Returns: Json
                           },
"take_back_budget":
{ Args: { "amount": number,"from_account": string,"idempotency_key": string,"to_account"?: string }; Returns: Json
                           },
"undo_expiry":
{ Args: { "idempotency_key": string,"member_ids"?: (string)[],"reason": string,"run_id": string,"valid_until": string }; Returns: Json
                           },
"unfreeze_cards":
{ Args: { "idempotency_key": string,"reason": string,"selection": Json }; Returns: Json
                           },
"verify_ledger":
{ Args: { "tenant_id": string }; Returns: {
              "details": Json,"invariant": string,"subject_id": string
            }[]
                           },
"verify_seal":
{ Args: { "day": string,"known_root"?: string,"tenant_id": string }; Returns: {
              "details": Json,"problem": string,"transaction_id": string
            }[]
                           },
"void_cards":
{ Args: { "idempotency_key": string,"reason": string,"selection": Json }; Returns: Json
                           },
"void_pack_grant":
{ Args: { "grant_id": string,"reason": string }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "public">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "public": {
          Enums: {
            
          }
        }
} as const
