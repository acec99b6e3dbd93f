create function private.refuse_unfunded_issue(issue public.card_issues, wanted int) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.fail(
    'insufficient_budget', 402, jsonb_build_object('needed', b.face_value * wanted, 'available', a.balance)
  )
  from public.card_batches b
  join public.ledger_accounts a on a.tenant_id = b.tenant_id and a.id = private.budget_account_id(b.tenant_id)
  where b.tenant_id = issue.tenant_id and b.id = issue.batch_id and b.funded_at = 'issue' and b.issuer = 'tenant'
    and a.balance < b.face_value * wanted;
end
$$;

comment on function private.refuse_unfunded_issue(public.card_issues, int) is
  'Refuses before the work, seconds of bcrypt, what the budget would refuse after it; that one decides. Errors: insufficient_budget {needed, available}.';
