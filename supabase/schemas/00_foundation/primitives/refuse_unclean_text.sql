create function private.refuse_unclean_text(field text, value text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  if not private.is_one_line(value) then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', field, 'problem', 'control_characters'));
  end if;
end
$$;

comment on function private.refuse_unclean_text(text, text) is
  'Refuses a remark that is no clean line of text (private.is_one_line); null is none. Errors: invalid_request {field, problem}.';
