create function private.continue_held_issue(issue public.card_issues, max_cards int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  step constant int := least(issue.wanted - issue.made, greatest(1, least(coalesce(max_cards, 500), 5000)));
  refusal jsonb;
begin
  if step = 0 then
    return private.card_issue_progress(issue);
  end if;
  begin
    perform private.make_cards_of_issue(issue, step);
  exception
    when sqlstate 'PGRST' then
      refusal := private.refusal_from(sqlerrm);
  end;
  update public.card_issues i
  set made = i.made + case when refusal is null then step else 0 end,
    state = case
      when refusal is not null or i.made + step < i.wanted then i.state
      when i.exported_parts = '{}' then 'ready'
      else 'exporting'
    end,
    error_code = refusal ->> 'code', error_details = refusal -> 'details'
  where i.tenant_id = issue.tenant_id and i.id = issue.id
  returning * into issue;
  return private.card_issue_progress(issue);
end
$$;

comment on function private.continue_held_issue(public.card_issues, int) is
  'Makes the next cards of an issue that the caller has locked, or keeps the reason why not. Gives its progress.';
