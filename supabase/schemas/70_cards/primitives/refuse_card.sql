create function private.refuse_card(problem text) returns void
language plpgsql stable set search_path = '' as $$
begin
  case problem
    when 'tenant_suspended' then perform private.fail('tenant_suspended', 403);
    when 'card_void' then perform private.fail('card_void', 403);
    when 'card_frozen' then perform private.fail('card_frozen', 403);
    when 'card_not_active' then perform private.fail('card_not_active', 403);
    when 'card_expired' then perform private.fail('card_expired', 403);
    else null;
  end case;
end
$$;

comment on function private.refuse_card(text) is
  'Raises what private.card_problem() found; returns for null. The codes are spelled out so that the registry of errors can be compared with the SQL.';
