"""docker-compose.yml fits the Compose specification and keeps its promises. No Docker engine is run."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
    return found


def test_it_fits_the_compose_specification(compose: dict[str, Any]) -> None:
    vendored = files("check_jsonschema").joinpath("builtin_schemas", "vendor", "compose-spec.json")
    specification = json.loads(vendored.read_text(encoding="utf-8"))
    jsonschema.validate(compose, specification)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**compose, "servces": {}}, specification)


def test_ports_are_published_on_loopback_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service["ports"]]
    assert ports
    assert all(port.startswith("127.0.0.1:") for port in ports)


def test_there_is_no_default_password(compose: dict[str, Any]) -> None:
    values = [str(value) for service in compose["services"].values() for value in service["environment"].values()]
    secret = [value for value in values if "PASSWORD" in value]
    assert len(secret) == 2
    assert all("${WAYBILL_NEO4J_PASSWORD:?" in value for value in secret)


def test_every_service_has_a_health_check_and_a_memory_limit(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        assert service["healthcheck"]["test"]
        assert service["mem_limit"]


def test_neo4j_keeps_its_data_and_closes_what_is_not_used(compose: dict[str, Any]) -> None:
    neo4j = compose["services"]["neo4j"]
    assert neo4j["image"] == "neo4j:5.26-community"
    assert neo4j["volumes"][0].split(":")[0] in compose["volumes"]
    settings = neo4j["environment"]
    assert settings["NEO4J_dbms_security_allow__csv__import__from__file__urls"] == "false"
    assert "*" not in settings["NEO4J_dbms_security_procedures_allowlist"].split(",")
    assert settings["NEO4J_dbms_security_procedures_unrestricted"] == ""


def test_the_image_holds_all_packages_and_installs_by_hash() -> None:
    lines = (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8").splitlines()
    copied = {line.split()[1] for line in lines if line.startswith("COPY")}
    assert {"graph", "loaders", "queries", "dashboard", "waybill", "corpus"} <= copied
    assert all((ROOT / name).exists() for name in copied)
    assert any("--require-hashes" in line for line in lines)
