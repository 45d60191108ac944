"""The mail server of the tests: the mailbox of aiosmtpd, which takes no mail for some. Run by
itself it prints what is in a mailbox, as JSON."""

import email
import email.policy
import json
import pathlib
import sys

from aiosmtpd.handlers import Mailbox


class Server(Mailbox):
    """Knows nobody called khong.*, and hangs up when dut.* is to get something."""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("khong."):
            return f"550 no {address} here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if envelope.rcpt_tos[0].startswith("dut."):
            server.transport.abort()
            return "451 gone"
        return await super().handle_DATA(server, session, envelope)


def read(file):
    mail = email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
    return {
        "to": mail["X-RcptTo"],
        "subject": mail["Subject"],
        "headers": [[name, str(value)] for name, value in mail.items()],
        "kind": mail.get_content_type(),
        # Lines end as on the wire where the text came in base64.
        "body": mail.get_content().replace("\r\n", "\n"),
    }


if __name__ == "__main__":
    files = pathlib.Path(sys.argv[1]).glob("new/*")
    json.dump([read(file) for file in files], sys.stdout)
