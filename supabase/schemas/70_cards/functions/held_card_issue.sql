create function private.held_card_issue(issue_id uuid) returns public.card_issues
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  held public.card_issues;
begin
  select i.* into held
  from public.card_issues i
  join public.card_batches b on b.tenant_id = i.tenant_id and b.id = i.batch_id
  where i.id = held_card_issue.issue_id and i.tenant_id = coalesce(caller.tenant_id, i.tenant_id)
    and (b.issuer = 'tenant' or caller.tenant_id is null)
  for no key update of i;
  if held.id is null then
    perform private.fail('card_issue_not_found', 404);
  end if;
  return held;
end
$$;

comment on function private.held_card_issue(uuid) is
  'An issue that the caller may work with, locked: an HR manager''s company''s, unless the platform pays for its cards; any for the platform. Errors: those of private.require_hr_or_platform(), card_issue_not_found.';
