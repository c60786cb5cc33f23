//! The port that the desk answers on: of this machine alone.

use std::io::{self, ErrorKind};
use std::net::{Ipv4Addr, TcpListener};

use crate::secret::Secret;

/// Tried first, so that the address is the same from day to day.
const USUAL: u16 = 7744;
/// How many ports after the usual one are tried before the system chooses.
const NEXT: u16 = 16;

/// A port of this machine that is ours. Others on the network do not reach it.
#[derive(Debug)]
pub struct Door {
    pub(crate) listener: TcpListener,
    port: u16,
}

/// Why there is no port.
#[derive(Debug, thiserror::Error)]
pub enum DoorError {
    /// Somebody else answers on the port that was asked for.
    #[error("Port {0} is in use on this machine: another program answers there, perhaps another desk.")]
    InUse(u16),
    /// The system does not give the port.
    #[error("The desk cannot answer on 127.0.0.1: {0}.")]
    Refused(io::Error),
}

impl Door {
    /// Takes the port that is asked for, 0 being any; else the usual one, or one near it.
    ///
    /// # Errors
    /// Where the port is in use, or the system gives none.
    pub fn open(port: Option<u16>) -> Result<Self, DoorError> {
        match port {
            Some(port) => Self::take(port),
            None => Self::take_first((USUAL..USUAL + NEXT).chain([0])),
        }
    }

    fn take_first(ports: impl IntoIterator<Item = u16>) -> Result<Self, DoorError> {
        let mut last = DoorError::InUse(USUAL);
        for port in ports {
            match Self::take(port) {
                Err(why) => last = why,
                open => return open,
            }
        }
        Err(last)
    }

    fn take(port: u16) -> Result<Self, DoorError> {
        let bound = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).and_then(|listener| {
            listener.set_nonblocking(true)?;
            let port = listener.local_addr()?.port();
            Ok(Door { listener, port })
        });
        bound.map_err(|error| match error.kind() {
            ErrorKind::AddrInUse => DoorError::InUse(port),
            _ => DoorError::Refused(error),
        })
    }

    /// The port.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The address that lets a browser in.
    pub fn address(&self, secret: &Secret) -> String {
        self.entrance(secret.key())
    }

    /// An address that lets one browser in, and after that nobody.
    pub fn address_for_once(&self, secret: &Secret) -> String {
        self.entrance(secret.once())
    }

    fn entrance(&self, token: &str) -> String {
        format!("http://127.0.0.1:{}/?token={token}", self.port)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_open_to_this_machine_alone() {
        let door = Door::open(Some(0)).unwrap();
        assert!(door.listener.local_addr().unwrap().ip().is_loopback());
        assert_ne!(door.port(), 0);
    }

    #[test]
    fn a_port_in_use_is_said_to_be_so_and_passed_by_where_none_was_asked_for() {
        let first = Door::open(Some(0)).unwrap();
        let taken = first.port();
        assert!(matches!(Door::open(Some(taken)), Err(DoorError::InUse(port)) if port == taken));
        let other = Door::take_first([taken, 0]).unwrap();
        assert_ne!(other.port(), taken);
    }
}
